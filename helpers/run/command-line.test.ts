import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { commandLine, countOf } from './command-line.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** On a busy machine. */
const TOOL_STARTS_MS = 30_000;

const ROOT = new URL('../..', import.meta.url);

test.each([
  ['compare/compare.ts', ['--wrong'], "Unknown option '--wrong'"],
  ['compare/compare.ts', ['--cases', 'many'], '--cases many: a whole number from 1 on is needed'],
  ['compare/compare.ts', ['--proxy-mode', 'ipvs'], '--proxy-mode ipvs: one of iptables, nftables is needed'],
  ['chaos/chaos.ts', ['--seed', 'x'], '--seed x: a whole number from 1 on is needed'],
  ['bench/plan.ts', ['--nodes', '5,none'], '--nodes none: a whole number from 1 on is needed'],
  ['bench/bench.ts', ['--kept', '-1'], "Option '--kept' argument is ambiguous"],
  ['mutation/mutate.ts', ['--minutes', 'long'], '--minutes long: a whole number from 1 on is needed'],
  ['clean.ts', ['all'], "Unexpected argument 'all'"],
])(
  '%s %j is told what is wrong, in one line',
  async (tool, args, words) => {
    const { code, stderr } = await promisify(execFile)('node', [`helpers/${tool}`, ...args], { cwd: ROOT }).then(
      () => ({ code: 0, stderr: '' }),
      (error) => error as { code: number; stderr: string },
    );
    const [line, empty, usage] = stderr.split('\n');
    expect(code).toBe(EXIT_USAGE);
    expect(line).toContain(words);
    expect(empty).toBe('');
    expect(usage).toMatch(/^npm run /);
  },
  TOOL_STARTS_MS,
);

test('another error is none of the command line', () => {
  const thrown = new Error('no engine');
  expect(() =>
    commandLine('npm run x', () => {
      throw thrown;
    }),
  ).toThrow(thrown);
});

test('a count', () => {
  expect(countOf('--cases', '20')).toBe(20);
  expect(countOf('--case', '0', 0)).toBe(0);
  for (const text of ['0', '1.5', '', '-3', 'x']) expect(() => countOf('--cases', text)).toThrow(UsageError);
});
