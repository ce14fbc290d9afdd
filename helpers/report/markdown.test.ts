import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { appendStepSummary, markdownSummary, writeSummary } from './markdown.ts';
import { SAMPLE_REPORT, sampleResult } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SUMMARY = `## ✗ service-conformance: failed

9 passed, 1 failed, 1 inconclusive, 2 skipped in 1 min 41 s. Kubernetes v1.36.3+k3s1 (k3s); kube-proxy nftables; 3 nodes; IPv4; outside: this process: it reaches the nodes by address.

**a cluster that is no real one**

### The run itself

- node node-3 died during the run: its container ended

### ✗ failed

- **ARTICLE-7** From outside, node-ip:nodePort MUST show the nginx page on every node.<br>outside: this process (172.18.0.1) -\\> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: not every probe was answered

### ? inconclusive

- **ARTICLE-9** From pods, the ClusterIP of nodeport-service MUST lead to both pods.<br>pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5) -\\> ClusterIP 10.43.12.7:80 of article-x7k2/my-service: 40 of 40 probes could not be made

### Asked again, since at first only the suite was held up

- **ARTICLE-8** passed; at first: outside: this process (172.18.0.1) -\\> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: the traffic paused for 4000 ms, more than 3000 ms

### ClusterIP and nodePort side by side

| CLIENT | 10.43.12.7:80 (my-service) | 172.18.0.2:31234 (nodeport-service) |
| --- | --- | --- |
| pod on node-2 | 40 of 40 answered | 40 of 40 answered |
| node node-1 | 40 of 40 answered | 40 of 40 answered |
| outside | none of 10 answered (10 timeout) | 40 of 40 answered |

### – skipped

- 1: the cluster has IPv4 only (DUALSTACK-1)
- 1: no outside client reaches the nodes, 100 % of probes: unroutable (ARTICLE-11)
`;

test('a run that failed', () => {
  expect(markdownSummary(SAMPLE_REPORT)).toBe(SUMMARY);
});

test('a run in which everything passed says no more than that', () => {
  const requirements = [sampleResult('ARTICLE-1')];
  const totals = { passed: 1, failed: 0, inconclusive: 0, skipped: 0 };
  const report = { ...SAMPLE_REPORT, requirements, totals, errors: [], contrast: null, cluster: null, notice: null };
  expect(markdownSummary({ ...report, verdict: 'passed' })).toBe(`## ✓ service-conformance: passed

1 passed, 0 failed, 0 inconclusive, 0 skipped in 1 min 41 s. No cluster came up.
`);
});

test('what a cluster says is no markup', () => {
  const reason = 'ARTICLE-1: <img src=x>\n\n# [a](b) `c` | **d**';
  const requirements = [sampleResult('ARTICLE-1', { verdict: 'failed', reason })];
  const text = markdownSummary({ ...SAMPLE_REPORT, requirements, errors: [] });
  expect(text).toContain('\\<img src=x\\> \\# \\[a\\](b) \\`c\\` \\| \\*\\*d\\*\\*\n');
});

test('it goes beside the report, and behind what the step has said already', () => {
  using folder = temporaryFolder();
  const step = join(folder.path, 'step.md');
  writeFileSync(step, 'before\n');
  appendStepSummary(SAMPLE_REPORT, { GITHUB_STEP_SUMMARY: step });
  expect(readFileSync(step, 'utf8')).toBe(`before\n${SUMMARY}\n`);
  expect(readFileSync(writeSummary(folder.path, SAMPLE_REPORT), 'utf8')).toBe(SUMMARY);
});

test('elsewhere than in GitHub Actions nothing is added', () => {
  expect(() => appendStepSummary(SAMPLE_REPORT, {})).not.toThrow();
});
