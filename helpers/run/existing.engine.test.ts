/** Whole runs on a cluster that they did not start: nothing of theirs is there afterwards, however they end. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { V1ClusterRole, V1PolicyRule } from '@kubernetes/client-node';
import { CLUSTER_START_MS } from '../bounds.ts';
import { runLabels } from '../cluster/labels.ts';
import { Ladder } from '../cluster/ladder.ts';
import { thisProcess } from '../cluster/owner.ts';
import { imagesOf } from '../images.ts';
import { apply } from '../kube/apply.ts';
import { Kube } from '../kube/client.ts';
import { eventually, NotYet } from '../kube/eventually.ts';
import { readManifests } from '../kube/manifests.ts';
import type { RunReport } from '../report/results.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { cliEnded, startCli } from './cli-fixture.ts';
import { missingRights, rightsFor } from './preflight/rights.ts';
import type { Prepared } from './prepared.ts';
import { startThrowaway } from './throwaway.ts';
import { troubledApi } from './troubled-api.ts';

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

const RBAC = fileURLToPath(new URL('../../docs/rbac.yaml', import.meta.url));
const USER = 'service-conformance';

/** A change of rights is known to the API server well before this, in ms. */
const RIGHTS_MS = 10_000;

/** Each path is asked several times in it, in ms. */
const WATCHED_MS = 6_000;

/** A kubeconfig for the ServiceAccount that docs/rbac.yaml names. */
async function kubeconfigOfAccount(): Promise<string> {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'default', name: USER } };
  await apply(kube, account);
  const body = { spec: { audiences: [], expirationSeconds: 3_600 } };
  const { status } = await kube.core.createNamespacedServiceAccountToken({ namespace: 'default', name: USER, body });
  const { server, caData } = kube.config.getCurrentCluster() ?? {};
  const file = join(folder.path, 'account');
  const clusters = [{ name: 'c', cluster: { server, 'certificate-authority-data': caData } }];
  const users = [{ name: USER, user: { token: status?.token } }];
  const contexts = [{ name: 'account', context: { cluster: 'c', user: USER } }];
  writeFileSync(file, JSON.stringify({ clusters, users, contexts, 'current-context': 'account' }));
  return file;
}

/** The rules without one verb of one resource. */
function oneLess(rules: readonly V1PolicyRule[], resource: string, verb: string): V1PolicyRule[] {
  return rules
    .map((rule) =>
      rule.resources?.includes(resource) ? { ...rule, verbs: rule.verbs.filter((each) => each !== verb) } : rule,
    )
    .filter(({ verbs }) => verbs.length > 0);
}

const on = () => ['--kubeconfig', host.cluster.kubeconfig];

test(
  'what needs pods in the nodes’ own network passes where they are allowed, and the proxy’s mode is known then; by a kubeconfig beside the report',
  async () => {
    const argv = ['--allow-host-network', '--focus', 'CLUSTERIP-2', '--focus', 'POLICY-5'];
    const prepare = (own: string) => copyFileSync(host.cluster.kubeconfig, join(own, 'config'));
    const { exitCode, report } = await cliEnded(['--kubeconfig', 'config', ...argv], { prepare });
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

test(
  'with the rights in docs/rbac.yaml the article passes, without a pod in the nodes’ own network; each right less is named by the preflight',
  async () => {
    const objects = await readManifests(RBAC);
    const file = await kubeconfigOfAccount();
    const refused = await cliEnded(['--kubeconfig', file, '--profile', 'article']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain(
      `\n  user ${USER} may not create, get pods/exec: have it granted, docs/rbac.yaml has all of it\n`,
    );
    expect(await foreign()).toEqual([]);

    const own = objects.filter(({ kind, metadata }) => kind?.startsWith('ClusterRole') && metadata?.name === USER);
    expect(own).toHaveLength(2);
    for (const object of own) await apply(kube, object);
    const { exitCode, stdout, stderr, report } = await cliEnded(['--kubeconfig', file, '--profile', 'article']);
    expect({ exitCode, stderr, open: open(report) }).toEqual({ exitCode: 0, stderr: '', open: [] });
    expect(stdout).toMatch(
      /^run sc-\w+: 12 requirements on the existing cluster of context account at https:\/\/\S+: pods on/,
    );
    expect(report).toMatchObject({ cluster: { kind: 'existing', proxyMode: 'unknown' }, totals: { passed: 12 } });
    expect(report.cluster?.existing?.notes[0]).toMatch(/^nodes: \S+, \S+$/);
    expect(report.created?.left).toEqual([]);
    expect(report.created?.objects).toContainEqual({ resource: 'namespaces', count: 3 });
    expect(await foreign()).toEqual([]);

    const role = own.find(({ kind }) => kind === 'ClusterRole') as V1ClusterRole;
    await using account = Kube.fromFile(file);
    const wanted = { namespace: undefined, selected: ['BACKENDS-1'] };
    const looked = new Set<string>();
    for (const { group, resource, verbs } of rightsFor(wanted)) {
      const text = group ? `${resource}.${group}` : resource;
      for (const verb of verbs) {
        await apply(kube, { ...role, rules: oneLess(role.rules ?? [], resource, verb) });
        const line = new RegExp(`^user ${USER} may not ${verb} ${text}: `);
        const look = async (signal: AbortSignal) => {
          const lines = await missingRights(account, USER, wanted, signal);
          const named = lines.length > 0 && lines.every((each) => line.test(each));
          if (!named) throw new NotYet(`without ${verb} ${text}: ${lines.join('; ') || 'nothing is missing'}`);
        };
        await eventually('the right that is missing', look, { within: RIGHTS_MS });
        looked.add(`${verb} ${text}`);
      }
    }
    expect(looked.size).toBeGreaterThan(30);
  },
  2 * AT_MOST_MS,
);

test(
  'a watch takes the article’s rights, and Ctrl-C leaves nothing of it',
  async () => {
    const file = await kubeconfigOfAccount();
    const objects = await readManifests(RBAC);
    const [role, binding] = ['ClusterRole', 'ClusterRoleBinding'].map((wanted) => {
      return objects.find(({ kind, metadata }) => kind === wanted && metadata?.name === USER);
    });
    const rules = rightsFor({ namespace: undefined, selected: ['ARTICLE-1'] }).map(({ group, resource, verbs }) => {
      return { apiGroups: [group], resources: [resource], verbs: [...verbs] };
    });
    await apply(kube, { ...role, rules } as V1ClusterRole);
    await apply(kube, binding ?? {});
    await using cli = await startCli(['--kubeconfig', file, '--wait-and-watch']);
    await cli.seen(/^watching \d+ paths/m);
    await sleep(WATCHED_MS);
    cli.child.kill('SIGINT');
    expect((await cli.ended).exitCode).toBe(0);
    const report = cli.report();
    expect(report).toMatchObject({ verdict: 'passed', errors: [], cluster: { kind: 'existing' } });
    expect(report.totals.passed).toBeGreaterThan(0);
    expect(report.created?.left).toEqual([]);
    expect(await foreign()).toEqual([]);
  },
  AT_MOST_MS,
);

test(
  'an API server that vanishes while the specs run: one line says so, and what could not be removed is removed later',
  async () => {
    await using api = await troubledApi(host.cluster.kubeconfig, join(folder.path, 'troubled'));
    await using cli = await startCli(['--kubeconfig', api.kubeconfig, '--profile', 'article']);
    await cli.seen(/ARTICLE-\d+ +passed/);
    api.answers(503);
    const { exitCode, stdout } = await cli.ended;
    expect(exitCode).toBe(2);
    const report = cli.report();
    expect(report.totals.failed).toBe(0);
    expect(report.created?.left).toBeNull();
    expect(report.errors).toEqual([
      expect.stringMatching(/^the API server went away while the specs ran: http:\S+: get \/version: 503 /),
      expect.stringMatching(
        /^not all of run sc-\w+ could be removed: .*; try `npm run clean -- --kubeconfig \S+ --context c`$/,
      ),
    ]);
    expect(stdout).toMatch(/^created: .*; whether it is gone could not be asked$/m);
    api.answers(undefined);
    expect(await foreign()).not.toEqual([]);
    expect((await cli.clean(['--kubeconfig', api.kubeconfig])).exitCode).toBe(0);
    expect(await foreign()).toEqual([]);
  },
  2 * AT_MOST_MS,
);

test(
  'a namespace that is named: not there, not empty, with limits that pods of ours do not keep, and used without leaving anything',
  async () => {
    const argv = [...on(), '--namespace', 'shop', '--focus', 'ARTICLE-5', '--focus', 'ARTICLE-11', '--focus', 'DNS-1'];
    const missing = await cliEnded(argv);
    expect(missing.exitCode).toBe(2);
    expect(missing.report.errors).toEqual(['namespace shop is not there: have it made, or leave --namespace out']);
    await kube.core.createNamespace({ body: { metadata: { name: 'shop' } } });
    const service = { metadata: { namespace: 'shop', name: 'theirs' }, spec: { ports: [{ port: 80 }] } };
    await kube.core.createNamespacedService({ namespace: 'shop', body: service });
    const full = await cliEnded(argv);
    expect(full.report.errors).toEqual(['namespace shop is not empty (services/theirs): name an empty one']);
    await kube.core.deleteNamespacedService({ namespace: 'shop', name: 'theirs' });
    const limits = { metadata: { name: 'small' }, spec: { limits: [{ type: 'Container', max: { cpu: '500m' } }] } };
    await kube.core.createNamespacedLimitRange({ namespace: 'shop', body: limits });
    const small = await cliEnded(argv);
    expect(small.report.errors).toEqual([
      expect.stringMatching(
        /^admission does not let pods of ours into namespace shop \(.*maximum cpu usage .*\): have them let in$/,
      ),
    ]);
    expect((await kube.core.listNamespacedPod({ namespace: 'shop' })).items).toEqual([]);
    await kube.core.deleteNamespacedLimitRange({ namespace: 'shop', name: 'small' });
    const { exitCode, report } = await cliEnded(argv);
    expect({ exitCode, open: open(report), left: report.created?.left }).toEqual({ exitCode: 0, open: [], left: [] });
    const skipped = report.requirements.filter(({ verdict }) => verdict === 'skipped');
    expect(skipped.map(({ id, reason }) => [id, reason])).toEqual([
      ['DNS-1', 'needs 2 namespaces, and --namespace names one'],
    ]);
    expect((await kube.core.listNamespacedPod({ namespace: 'shop' })).items).toEqual([]);
    expect(await foreign()).toEqual([]);
  },
  2 * AT_MOST_MS,
);
