import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runLabels } from '../cluster/labels.ts';
import { thisProcess } from '../cluster/owner.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { cleanWorkFolders, openWorkFolder } from './work-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder[Symbol.dispose]());

const live = runLabels({ runId: 'r', owner: thisProcess(), expiresAt: Date.now() + 60_000 });
const dead = runLabels({
  runId: 'r',
  owner: { ...thisProcess(), started: 'long-ago' },
  expiresAt: Date.now() + 60_000,
});

function cleaned(): string[] {
  const lines: string[] = [];
  cleanWorkFolders((line) => lines.push(line), folder.path);
  return lines;
}

test('a run has a folder that says whose it is, and takes it away', () => {
  {
    using work = openWorkFolder('sc-1', live, folder.path);
    expect(work.path).toMatch(new RegExp(`^${folder.path}/service-conformance-sc-1-\\w+$`));
    expect(readdirSync(work.path).sort()).toEqual(['records', 'run-labels.json']);
    expect(JSON.parse(readFileSync(join(work.path, 'run-labels.json'), 'utf8'))).toEqual(live);
    expect(readdirSync(work.recordsDir)).toEqual([]);
  }
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a kept one stays until its run is dead and it is cleaned', () => {
  const open = (labels: typeof live) => {
    using work = openWorkFolder('sc-1', labels, folder.path);
    work.keep();
    return work.path;
  };
  const [kept, left] = [open(live), open(dead)];
  expect(cleaned()).toEqual([`removed folder ${left}`]);
  expect([existsSync(kept), existsSync(left)]).toEqual([true, false]);
});

test('clean takes a folder whose labels are torn, and no folder of anybody else', () => {
  for (const name of ['service-conformance-sc-1-x', 'other', 'service-conformance-mine']) {
    mkdirSync(join(folder.path, name));
  }
  writeFileSync(join(folder.path, 'service-conformance-sc-1-x', 'run-labels.json'), '');
  writeFileSync(join(folder.path, 'other', 'run-labels.json'), JSON.stringify(dead));
  expect(cleaned()).toEqual([`removed folder ${join(folder.path, 'service-conformance-sc-1-x')}`]);
  expect(readdirSync(folder.path).sort()).toEqual(['other', 'service-conformance-mine']);
});

test('where no folder can be made it says where, why and what to do', () => {
  const none = join(folder.path, 'none');
  const path = `${none}/service-conformance-sc-1-XXXXXX`;
  expect(() => openWorkFolder('sc-1', live, none)).toThrow(
    `no folder for the run can be made in ${none}: ENOENT: no such file or directory, mkdtemp '${path}'; make room, or set TMPDIR`,
  );
});
