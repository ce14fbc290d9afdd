import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Labels } from '../cluster/labels.ts';
import { isAlive } from '../cluster/owner.ts';
import { writeAtomically } from '../report/atomic-file.ts';

const PREFIX = 'service-conformance-';
const LABELS_FILE = 'run-labels.json';

export interface WorkFolder extends Disposable {
  readonly path: string;
  /** Where the specs leave their records. */
  readonly recordsDir: string;
  /** Leaves the folder as it is. */
  keep(): void;
}

/** A folder for one run's kubeconfig and records, which says whose it is as everything else of the run does. */
export function openWorkFolder(runId: string, labels: Labels): WorkFolder {
  const { path, recordsDir } = makeFolders(runId, labels);
  let kept = false;
  return {
    path,
    recordsDir,
    keep: () => {
      kept = true;
    },
    [Symbol.dispose]: () => {
      if (!kept) rmSync(path, { recursive: true, force: true });
    },
  };
}

function makeFolders(runId: string, labels: Labels): Pick<WorkFolder, 'path' | 'recordsDir'> {
  let path = '';
  try {
    path = mkdtempSync(join(tmpdir(), `${PREFIX}${runId}-`));
    writeAtomically(join(path, LABELS_FILE), JSON.stringify(labels));
    const recordsDir = join(path, 'records');
    mkdirSync(recordsDir);
    return { path, recordsDir };
  } catch (error) {
    if (path) rmSync(path, { recursive: true, force: true });
    const why = (error as Error).message;
    throw new Error(`no folder for the run can be made in ${tmpdir()}: ${why}; make room, or set TMPDIR`, {
      cause: error,
    });
  }
}

/** Removes the folders of runs that have ended. */
export function cleanWorkFolders(print: (line: string) => void): void {
  for (const name of readdirSync(tmpdir())) {
    const labelsFile = join(tmpdir(), name, LABELS_FILE);
    if (!name.startsWith(PREFIX) || !existsSync(labelsFile)) continue;
    if (isAlive(JSON.parse(readFileSync(labelsFile, 'utf8')) as Labels)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
    print(`removed folder ${join(tmpdir(), name)}`);
  }
}
