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
export function openWorkFolder(runId: string, labels: Labels, parent: string = tmpdir()): WorkFolder {
  const { path, recordsDir } = makeFolders(runId, labels, parent);
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

function makeFolders(runId: string, labels: Labels, parent: string): Pick<WorkFolder, 'path' | 'recordsDir'> {
  let path = '';
  try {
    path = mkdtempSync(join(parent, `${PREFIX}${runId}-`));
    writeAtomically(join(path, LABELS_FILE), JSON.stringify(labels));
    const recordsDir = join(path, 'records');
    mkdirSync(recordsDir);
    return { path, recordsDir };
  } catch (error) {
    if (path) rmSync(path, { recursive: true, force: true });
    const why = (error as Error).message;
    throw new Error(`no folder for the run can be made in ${parent}: ${why}; make room, or set TMPDIR`, {
      cause: error,
    });
  }
}

/** Removes the folders of runs that have ended. */
export function cleanWorkFolders(print: (line: string) => void, parent: string = tmpdir()): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const labelsFile = join(path, LABELS_FILE);
    if (!name.startsWith(PREFIX) || !existsSync(labelsFile) || isAlive(labelsIn(labelsFile))) continue;
    rmSync(path, { recursive: true, force: true });
    print(`removed folder ${path}`);
  }
}

/** None where a full disk has torn the file: then the folder is nobody's. */
function labelsIn(path: string): Labels {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
