/** The GitHub Action's own step, run as a runner would, with an npm that only writes down what it was asked. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from './report/temporary-folder.ts';
import { parseOptions } from './run/options.ts';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const text = readFileSync(new URL('../action.yml', import.meta.url), 'utf8');
const action = parse(text) as Action;
const step = action.runs.steps.find(({ id }) => id === 'run');

/** What the step asked of npm, and what it left for the steps after it. */
function ran(inputs: Readonly<Record<string, string>>, exitCode = 0) {
  using folder = temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  mkdirSync(at('bin'));
  const report = `mkdir report && echo '{"verdict":"failed"}' >report/report.json`;
  writeFileSync(at('bin/npm'), `#!/bin/sh\nprintf '%s\\n' "$@" >asked\n${report}\nexit ${exitCode}\n`);
  writeFileSync(at('bin/jq'), `#!/bin/sh\nnode -p 'JSON.parse(fs.readFileSync(process.argv[1])).verdict' "$3"\n`);
  for (const name of ['npm', 'jq']) chmodSync(at(`bin/${name}`), 0o755);
  writeFileSync(at('output'), '');
  const given = Object.entries(step?.env ?? {}).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default];
  });
  const { status, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'],
    {
      cwd: folder.path,
      encoding: 'utf8',
      env: { PATH: `${at('bin')}:${process.env.PATH}`, GITHUB_OUTPUT: at('output'), ...Object.fromEntries(given) },
    },
  );
  const [start, separator, ...argv] = existsSync(at('asked'))
    ? readFileSync(at('asked'), 'utf8').trim().split('\n')
    : [];
  const output = readFileSync(at('output'), 'utf8').replaceAll(folder.path, 'FOLDER');
  return { status, stderr, command: [start, separator], argv, output };
}

test('without inputs it is a run that the command understands, of every conformant cluster', () => {
  const { status, command, argv, output } = ran({});
  expect({ status, command }).toEqual({ status: 0, command: ['start', '--'] });
  expect(parseOptions(argv, {})).toEqual({ ...parseOptions(['--profile', 'core', '--deadline', '20m'], {}) });
  expect(output).toBe('report=FOLDER/report\nverdict=failed\n');
});

test('every input reaches its option', () => {
  const { argv } = ran({
    ...{ profile: 'all', focus: 'POLICY DNS-1', require: 'ARTICLE', 'k3s-image': 'k3s:1', nodes: '2' },
    ...{ 'proxy-mode': 'nftables', 'ip-family': 'dual', deadline: '5m' },
  });
  expect(parseOptions(argv, {})).toMatchObject({
    ...{ profile: 'all', focus: ['POLICY', 'DNS-1'], require: ['ARTICLE'], nodes: 2, images: { k3s: 'k3s:1' } },
    ...{ proxyMode: 'nftables', ipFamily: 'dual', deadlineMs: 300_000 },
  });
});

test('the exit code of the run is that of the step', () => {
  expect(ran({}, 2).status).toBe(2);
});

test('no input can be a command', () => {
  const { status, argv, stderr } = ran({ profile: '"; touch hacked; echo "', focus: '* $(touch hacked)' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(argv.slice(0, 2)).toEqual(['--profile', '"; touch hacked; echo "']);
  expect(argv.slice(-6)).toEqual(['--focus', '*', '--focus', '$(touch', '--focus', 'hacked)']);
  expect(action.runs.steps.every(({ run = '' }) => !run.includes('${{'))).toBe(true);
});

test('every input is used, and every action that it uses is pinned', () => {
  for (const name of Object.keys(action.inputs)) expect(text).toMatch(new RegExp(`inputs\\.${name}\\b`));
  for (const { uses } of action.runs.steps) if (uses) expect(uses).toMatch(/@[0-9a-f]{40}$/);
});

test('the workflow here gives it inputs that it has', () => {
  const workflow = readFileSync(new URL('../.github/workflows/service-conformance.yml', import.meta.url), 'utf8');
  const steps: { uses?: string; with?: object }[] = parse(workflow).jobs.conformance.steps;
  const given = steps.filter(({ uses }) => uses === './').flatMap((each) => Object.keys(each.with ?? {}));
  expect(given.length).toBeGreaterThan(0);
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
});
