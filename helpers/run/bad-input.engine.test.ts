/** What may befall a real cluster while its specs run, and is no data plane's fault: they can't tell and say why, or get their verdict after all. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { CLUSTER_START_MS, promiseBounds } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { nodeShell } from '../cluster/k3s/node-shell.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { imagesOf } from '../images.ts';
import { apply } from '../kube/apply.ts';
import { Kube } from '../kube/client.ts';
import { eventually, NotYet } from '../kube/eventually.ts';
import { deleteNamespace } from '../kube/namespace.ts';
import { isReady } from '../kube/pod-state.ts';
import { remove } from '../kube/remove.ts';
import { REQUIREMENT_PREFIX } from '../report/records.ts';
import type { RequirementResult } from '../report/results.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { cordonNode } from '../scene/node-changes.ts';
import { sharedNamespace } from '../scene/shared.ts';
import { checkCluster } from './check-cluster.ts';
import type { Prepared } from './prepared.ts';
import { startThrowaway } from './throwaway.ts';
import { troubledApi } from './troubled-api.ts';

/** One of these is over before this, in ms. */
const AT_MOST_MS = 150_000;

/** What a spec makes when it starts is there before this, in ms. */
const SOON_MS = 30_000;

/** For as long as an API server may be away for a rolling change, in ms. */
const TROUBLE_MS = 5_000;

/** Where k3s has its containerd. */
const CONTAINERD = '/run/k3s/containerd/containerd.sock';

const never = new AbortController().signal;
const folder = temporaryFolder();
const runId = `sc-${randomBytes(3).toString('hex')}`;
const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + 900_000 });
let throwaway: Prepared;
let kube: Kube;

beforeAll(async () => {
  using ladder = new Ladder({ within: CLUSTER_START_MS });
  const options = { nodes: 2, keep: false, ipFamily: 'ipv4', outside: undefined, proxyMode: undefined } as const;
  const images = imagesOf(process.env);
  throwaway = await startThrowaway({ options: { ...options, images }, runId, labels, workDir: folder.path }, ladder);
  kube = Kube.fromFile(throwaway.cluster.kubeconfig);
}, CLUSTER_START_MS);

afterAll(async () => {
  await kube?.[Symbol.asyncDispose]();
  await throwaway?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
}, AT_MOST_MS);

/** Checks one requirement, with shared backends of its own, while something else is done, and says what came of it. */
async function checked(
  id: string,
  meanwhile: () => Promise<unknown> = async () => {},
  cluster: Partial<Cluster> = {},
): Promise<RequirementResult> {
  const own = throwaway.cluster;
  await Promise.all(
    [1, 2, 3, 4].map((nth) => remove(kube, object('v1', 'Pod', `shared-${nth}`, sharedNamespace(own)))),
  );
  const workDir = join(folder.path, `run-${randomBytes(3).toString('hex')}`);
  const recordsDir = join(workDir, 'records');
  mkdirSync(recordsDir, { recursive: true });
  const options = { pairs: 'few', bounds: promiseBounds({}) } as const;
  const request = { cluster: { ...own, ...cluster }, selected: [id], options, recordsDir, workDir, labels };
  await Promise.all([checkCluster({ ...request, died: throwaway.died }, never), meanwhile()]);
  const [file = ''] = readdirSync(recordsDir).filter((name) => name.startsWith(REQUIREMENT_PREFIX));
  return JSON.parse(readFileSync(join(recordsDir, file), 'utf8'));
}

function object(apiVersion: string, kind: string, name: string, namespace?: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

/** The name of the next namespace that a spec of the topic makes. */
async function nextNamespace(topic: string): Promise<string> {
  const names = async () => (await kube.core.listNamespace()).items.flatMap(({ metadata }) => metadata?.name ?? []);
  const before = await names();
  const { value } = await eventually(
    `a new namespace ${topic}-*`,
    async () => {
      const name = (await names()).find((each) => each.startsWith(`${topic}-`) && !before.includes(each));
      if (name === undefined) throw new NotYet('none yet');
      return name;
    },
    { within: SOON_MS },
  );
  return value;
}

test(
  'a quota that forbids the backends',
  async () => {
    const quota = {
      ...object('v1', 'ResourceQuota', 'full', sharedNamespace(throwaway.cluster)),
      spec: { hard: { pods: '0' } },
    };
    await apply(kube, quota);
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => remove(kube, quota));
    expect(await checked('CLUSTERIP-2')).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(
        /^the scene could not be set: .*pods "shared-\d" is forbidden: exceeded quota: full/,
      ),
    });
  },
  AT_MOST_MS,
);

test(
  'a PodSecurity level that forbids them',
  async () => {
    const namespace = object('v1', 'Namespace', sharedNamespace(throwaway.cluster));
    const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await apply(kube, { ...namespace, metadata: { ...namespace.metadata, labels: restricted } });
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(async () => void (await apply(kube, namespace)));
    expect(await checked('CLUSTERIP-2')).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/^the scene could not be set: .*violates PodSecurity "restricted:latest"/),
    });
  },
  AT_MOST_MS,
);

test(
  'a namespace that is deleted while its spec runs',
  async () => {
    const deleted = async () => deleteNamespace(kube, await nextNamespace('clusterip'));
    expect(await checked('CLUSTERIP-3', deleted)).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/being terminated|is gone|not found|is being deleted/i),
    });
  },
  AT_MOST_MS,
);

test(
  'a node that is cordoned takes no backend',
  async () => {
    const node = throwaway.cluster.nodes.at(-1)?.name ?? '';
    await using _cordon = await cordonNode(kube, node);
    expect(await checked('CLUSTERIP-2')).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/stuck for 30 s: pod shared-3: Unschedulable: .*unschedulable/),
    });
  },
  AT_MOST_MS,
);

test(
  'an image that one node can not pull',
  async () => {
    const node = throwaway.cluster.nodes.at(-1);
    const { images } = throwaway.cluster;
    if (!node) throw new Error('no node');
    const elsewhere = { images: { ...images, nginx: 'only-there:1' } };
    const { shell, name } = { shell: nodeShell(throwaway.cluster.nodes[0] ?? node), name: imageName(images.nginx) };
    await shell.run(`ctr --address ${CONTAINERD} -n k8s.io images tag ${name} docker.io/library/only-there:1`);
    expect(await checked('CLUSTERIP-2', undefined, elsewhere)).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(new RegExp(`pod shared-3 on node ${node.name}: (ErrImagePull|ImagePullBackOff)`)),
    });
  },
  AT_MOST_MS,
);

test.each([429, 500])(
  'an API server that answers %i for a while is waited for, or named',
  async (status) => {
    await using api = await troubledApi(throwaway.cluster.kubeconfig, join(folder.path, `troubled-${status}`));
    const trouble = async () => {
      await nextNamespace('clusterip');
      api.answers(status);
      await sleep(TROUBLE_MS);
      api.answers(undefined);
    };
    const { verdict, reason } = await checked('CLUSTERIP-3', trouble, { kubeconfig: api.kubeconfig });
    expect(api.refused()).toBeGreaterThan(0);
    // What is only read is asked for again; what would be created twice is not.
    const told = { verdict: 'inconclusive', reason: expect.stringContaining(String(status)) };
    expect({ verdict, reason }).toEqual(verdict === 'passed' ? { verdict, reason: '' } : told);
  },
  AT_MOST_MS,
);

test(
  'an exec that breaks in the middle of its samples',
  async () => {
    const shells = throwaway.cluster.nodes.map(nodeShell);
    const killed = 'touch /tmp/killing; while [ -e /tmp/killing ]; do pkill -KILL curl; done; true';
    const killing = shells.map((shell) => shell.run(killed, { within: AT_MOST_MS }));
    const result = await checked('CLUSTERIP-2');
    await Promise.all([...shells.map((shell) => shell.run('rm -f /tmp/killing')), ...killing]);
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/probes could not be made$/),
    });
  },
  AT_MOST_MS,
);

test(
  'a backend that is evicted between two probes',
  async () => {
    const namespace = sharedNamespace(throwaway.cluster);
    const evict = async () => {
      await eventually(
        'shared-1 Ready',
        async () => {
          const { items } = await kube.core.listNamespacedPod({ namespace, fieldSelector: 'metadata.name=shared-1' });
          if (!items.some(isReady)) throw new NotYet('not yet');
        },
        { within: SOON_MS },
      );
      const metadata = { name: 'shared-1', namespace };
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata, deleteOptions: { gracePeriodSeconds: 0 } };
      await kube.core.createNamespacedPodEviction({ name: 'shared-1', namespace, body });
    };
    expect(await checked('CLUSTERIP-2', evict)).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/shared-1 is gone|shared-1" not found/),
    });
  },
  AT_MOST_MS,
);

/** As containerd names it. */
function imageName(reference: string): string {
  return reference.includes('/') ? reference : `docker.io/library/${reference}`;
}
