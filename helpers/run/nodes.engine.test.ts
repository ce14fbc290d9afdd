/** Whole runs on clusters of one and of two nodes, and one that is kept. */
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Kube } from '../kube/client.ts';
import type { RunReport } from '../report/results.ts';
import { cliEnded, deadRunsBut, NOTHING, startCli } from './cli-fixture.ts';

/** A whole run is over before this, in ms. */
const AT_MOST_MS = 150_000;

/** The whole explanation of what neither passed nor was skipped, so that a run that went wrong says why. */
function open({ requirements }: RunReport): string[] {
  return requirements.flatMap(({ explanation }) => explanation || []);
}

const NEEDS_TWO = 'needs 2 nodes, the cluster has 1';

test(
  'one node: what needs two is skipped with its reason, the rest passes',
  async () => {
    const { exitCode, stdout, stderr, left, report } = await cliEnded(['--profile', 'article', '--nodes', '1']);
    expect({ exitCode, stderr, left, open: open(report) }).toEqual({
      exitCode: 0,
      stderr: '',
      left: NOTHING,
      open: [],
    });
    const skipped = report.requirements.filter(({ verdict }) => verdict === 'skipped');
    expect(skipped.map(({ id, reason }) => [id, reason])).toEqual([
      ['ARTICLE-7', NEEDS_TWO],
      ['ARTICLE-8', NEEDS_TWO],
    ]);
    expect(report).toMatchObject({ verdict: 'passed', errors: [], totals: { failed: 0, inconclusive: 0, skipped: 2 } });
    expect(stdout).toContain(`\nskipped:\n  core      ARTICLE-7  ${NEEDS_TWO}\n  core      ARTICLE-8  ${NEEDS_TWO}\n`);
  },
  AT_MOST_MS,
);

test(
  'one node, and what needs two is required: the run could not tell',
  async () => {
    const argv = [
      '--profile',
      'article',
      '--nodes',
      '1',
      '--focus',
      'ARTICLE-2',
      '--focus',
      'ARTICLE-7',
      '--require',
      'ARTICLE-7',
    ];
    const { exitCode, stdout, stderr, left, report } = await cliEnded(argv);
    expect({ exitCode, stderr, left }).toEqual({ exitCode: 2, stderr: '', left: NOTHING });
    expect(report.totals).toEqual({ passed: 1, failed: 0, inconclusive: 0, skipped: 1 });
    expect(stdout).toContain(`\nerrors:\n  ARTICLE-7 is required and was skipped: ${NEEDS_TWO}\n`);
  },
  AT_MOST_MS,
);

test(
  'two nodes, kept: everything passes, one node is kept spare, and the cluster is there until clean removes it',
  async () => {
    await using cli = await startCli(['--profile', 'article', '--nodes', '2', '--keep']);
    const { exitCode, stdout, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const runId = await cli.runId();
    const { totals, overlays } = cli.report();
    expect(totals).toEqual({ passed: 12, failed: 0, inconclusive: 0, skipped: 0 });
    expect(overlays).toContain(
      `affinity: my-deployment stays off node ${runId}-agent-1, so that a node without a pod of it exists`,
    );

    const kept =
      /\nthe cluster of run (\S+) is kept:\n {2}export KUBECONFIG=(\S+)\n {2}npm run clean {4}# removes it\n/;
    const [, id, kubeconfig = ''] = kept.exec(stdout) ?? [];
    expect(id).toBe(runId);
    {
      await using kube = Kube.fromFile(kubeconfig);
      const { items } = await kube.core.listNode();
      expect(items.map(({ metadata }) => metadata?.name).sort()).toEqual([`${runId}-agent-1`, `${runId}-server`]);
    }
    expect(await deadRunsBut(runId)).toEqual([]);
    const cleaned = await cli.clean();
    expect(cleaned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(cleaned.stdout).toContain(`removed run ${runId}: 2 containers `);
    expect(existsSync(kubeconfig)).toBe(false);
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);
