import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { systemProcesses, ticksFromStat } from './processes.ts';

const AFTER_NAME = '24616 24616 12382 0 -1 4194304 102 0 0 0 0 0 0 0 20 0 1 0 469850 3133440 416';

test.each([
  ['plain', `25006 (cat) R ${AFTER_NAME}`, '469850'],
  ['a name with spaces and parentheses', `25006 (a) b (c)) S ${AFTER_NAME}`, '469850'],
  ['a zombie', `25006 (cat) Z ${AFTER_NAME}`, undefined],
  ['no such process', '', undefined],
])('start time from /proc/PID/stat: %s', (_, stat, ticks) => {
  expect(ticksFromStat(stat)).toBe(ticks);
});

test('a process has one start time while it runs, another than this one, and none afterwards', async () => {
  const { startOf } = systemProcesses();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const { pid = 0 } = child;
  const start = startOf(pid);
  expect(start).toMatch(/^[A-Za-z0-9.-]+$/);
  expect(startOf(pid)).toBe(start);
  expect(startOf(process.pid)).not.toBe(start);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(startOf(pid)).toBeUndefined();
});

test('the host is the same at each look', () => {
  expect(systemProcesses().host).toBe(systemProcesses().host);
});
