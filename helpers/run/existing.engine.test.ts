/** Whole runs on a cluster that they did not start: nothing of theirs is there afterwards, however they end. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CLUSTER_START_MS } from '../bounds.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { imagesOf } from '../images.ts';
import { Kube } from '../kube/client.ts';
import type { RunReport } from '../report/results.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { cliEnded, startCli } from './cli-fixture.ts';
import type { Prepared } from './prepared.ts';
import { startThrowaway } from './throwaway.ts';

/** A run of the article is over before this, in ms. */
const AT_MOST_MS = 150_000;

const folder = temporaryFolder();
let host: Prepared;
let kube: Kube;

beforeAll(async () => {
  using ladder = new Ladder({ within: CLUSTER_START_MS });
  const options = { nodes: 2, keep: false, ipFamily: 'ipv4', outside: undefined, proxyMode: undefined } as const;
  const runId = `sc-${randomBytes(3).toString('hex')}`;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + 900_000 });
  const images = imagesOf(process.env);
  host = await startThrowaway({ options: { ...options, images }, runId, labels, workDir: folder.path }, ladder);
  kube = Kube.fromFile(host.cluster.kubeconfig);
}, CLUSTER_START_MS);

afterAll(async () => {
  await kube?.[Symbol.asyncDispose]();
  await host?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
}, AT_MOST_MS);

/** Namespaces of runs other than the one that started the cluster. */
async function foreign(): Promise<string[]> {
  const { items } = await kube.core.listNamespace({ labelSelector: 'service-conformance/run' });
  return items.flatMap(({ metadata }) => metadata?.name ?? []).filter((name) => !name.startsWith(host.cluster.runId));
}

/** The whole explanation of what neither passed nor was skipped, so that a run that went wrong says why. */
function open({ requirements }: RunReport): string[] {
  return requirements.flatMap(({ explanation }) => explanation || []);
}

const on = () => ['--kubeconfig', host.cluster.kubeconfig];

test(
  'the article passes, without a pod in the nodes’ own network',
  async () => {
    const { exitCode, stdout, stderr, report } = await cliEnded([...on(), '--profile', 'article']);
    expect({ exitCode, stderr, open: open(report) }).toEqual({ exitCode: 0, stderr: '', open: [] });
    expect(stdout).toMatch(
      /^run sc-\w+: 12 requirements on the existing cluster of context \w+ at https:\/\/\S+: pods on/,
    );
    expect(report).toMatchObject({ cluster: { kind: 'existing', proxyMode: 'unknown' }, totals: { passed: 12 } });
    expect(await foreign()).toEqual([]);
  },
  AT_MOST_MS,
);

test(
  'what needs such pods passes where they are allowed, and the proxy’s mode is known then',
  async () => {
    const argv = ['--allow-host-network', '--focus', 'CLUSTERIP-2', '--focus', 'POLICY-5'];
    const { exitCode, report } = await cliEnded([...on(), ...argv]);
    expect({ exitCode, open: open(report) }).toEqual({ exitCode: 0, open: [] });
    expect(report.cluster?.proxyMode).toBe(host.cluster.proxyMode);
  },
  AT_MOST_MS,
);

test(
  'Ctrl-C leaves nothing of it',
  async () => {
    await using cli = await startCli([...on(), '--profile', 'article']);
    await cli.seen(/ARTICLE-\d+ +passed/);
    expect(await foreign()).not.toEqual([]);
    cli.child.kill('SIGINT');
    expect((await cli.ended).exitCode).toBe(130);
    expect(await foreign()).toEqual([]);
  },
  AT_MOST_MS,
);

test(
  'what a killed run has left is removed by npm run clean',
  async () => {
    await using cli = await startCli([...on(), '--profile', 'article']);
    await cli.seen(/ARTICLE-\d+ +passed/);
    cli.child.kill('SIGKILL');
    await cli.ended;
    const left = await foreign();
    expect(left).not.toEqual([]);
    const { exitCode, stdout } = await cli.clean(on());
    expect(exitCode).toBe(0);
    for (const name of left) expect(stdout).toContain(`removed namespace ${name}\n`);
    expect(await foreign()).toEqual([]);
  },
  AT_MOST_MS,
);
