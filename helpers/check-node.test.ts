import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './report/temporary-folder.ts';

const CHECK = fileURLToPath(new URL('check-node.cjs', import.meta.url));

/** Runs the check as a Node of this version would. */
function checkedOn(version: string, path = CHECK) {
  const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const script = `${versions}; require(${JSON.stringify(path)})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each(['24.0.0', '24.21.0', '26.1.0'])('Node %s is good enough, and nothing is said', (version) => {
  expect(checkedOn(version)).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('the Node of these tests is good enough', () => {
  expect(spawnSync(process.execPath, [CHECK]).status).toBe(0);
});

test.each(['9.11.2', '20.20.2', '23.11.1'])('Node %s is wrong usage where the right one is installed', (version) => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'helpers'));
  mkdirSync(join(folder.path, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(folder.path, 'node_modules', '.bin', 'node'), '');
  const path = join(folder.path, 'helpers', 'check-node.cjs');
  copyFileSync(CHECK, path);
  expect(checkedOn(version, path)).toEqual({
    status: 64,
    stdout: '',
    stderr: `Node ${version} runs this, and Node 24 or later is needed; start it through npm: npm start, npm test\n`,
  });
});

test('where it is not installed, it says how to install it', () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'helpers'));
  const path = join(folder.path, 'helpers', 'check-node.cjs');
  copyFileSync(CHECK, path);
  expect(checkedOn('20.20.2', path)).toEqual({
    status: 64,
    stdout: '',
    stderr:
      'Node 20.20.2 runs this, and Node 24 or later is needed; the package "node" brings it: ' +
      'npm ci (where install scripts are switched off: npm rebuild node --ignore-scripts=false)\n',
  });
});
