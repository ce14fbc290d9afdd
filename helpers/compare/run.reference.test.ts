/** The comparison itself, of the reference cluster with another one: what is the same agrees, and what is broken is found. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster.ts';
import { readFacts } from '../cluster/facts.ts';
import { FAULTS } from '../cluster/reference/faults/all.ts';
import { NO_IMAGE, startReference } from '../cluster/reference/start.ts';
import { Kube } from '../kube/client.ts';
import { createNamespace } from '../kube/namespace.ts';
import { startClientPods } from '../run/client-pods.ts';
import { casesOf } from './generate.ts';
import { NODES } from './plan.ts';
import { compareClusters } from './run.ts';

const AT_MOST_MS = 300_000;
const SEED = 4;

/** Its outside is this machine's own sockets, which can't say that a pod has refused a datagram. */
const CASES = casesOf(SEED, 90).filter(({ probe }) => probe.from !== 'outside');

const undo = new AsyncDisposableStack();
let other: Cluster;

beforeAll(async () => {
  const { signal } = new AbortController();
  const started = undo.use(await startReference({ nodes: NODES, mode: 'iptables', printTo: 2, signal }));
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  undo.defer(() => rmSync(folder, { recursive: true }));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, started.kubeconfig);
  const kube = undo.use(Kube.fromFile(kubeconfig));
  await createNamespace(kube, 'clients', {});
  const names = started.nodes.map(({ name }) => name);
  other = {
    ...{ kind: 'reference', runId: 'compare', kubeconfig, proxyMode: 'iptables', nodes: started.nodes },
    clients: await startClientPods(kube, 'clients', NO_IMAGE, names, signal),
    ...{ images: { nginx: NO_IMAGE }, outside: { kind: 'process' } },
    ...(await readFacts(kube)),
  };
}, AT_MOST_MS);

afterAll(() => undo[Symbol.asyncDispose]());

test(
  'two that are the same agree in every case',
  async () => {
    const { cases, broken, differences } = await compareClusters(other, 'iptables', CASES);
    expect({ cases, broken, differences }).toEqual({ cases: CASES.length, broken: 0, differences: [] });
  },
  AT_MOST_MS,
);

test(
  'one that is broken differs, and both answers are told',
  async () => {
    const wrappers = FAULTS.rejectMissing?.wraps() ?? {};
    const { differences } = await compareClusters(other, 'iptables', CASES, { wrappers });
    expect(differences.length).toBeGreaterThan(0);
    for (const { of, reference, real } of differences) {
      expect({ of, reference, real }).toEqual({
        of: 'probe',
        reference: { outcomes: ['timeout'], sticks: false },
        real: ['refused'],
      });
    }
  },
  AT_MOST_MS,
);
