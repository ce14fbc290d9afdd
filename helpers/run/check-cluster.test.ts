/** The real specs on no cluster. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import type { Checked } from './check-cluster.ts';

const AT_MOST_MS = 30_000;

const CHECK = JSON.stringify(new URL('check-cluster.ts', import.meta.url).href);

interface Case {
  /** Without one the specs fail as they are loaded. */
  readonly kubeconfig?: boolean;
  readonly selected?: readonly string[];
  readonly prepare?: (folder: string) => void;
  /** Expressions, evaluated where the specs are started; FOLDER is that of the records. */
  readonly died?: string;
  readonly signal?: string;
}

/** In a process of its own, since the specs say on standard output what goes wrong with them. */
async function checked({ kubeconfig = true, selected = ['ARTICLE-2'], prepare, died, signal }: Case): Promise<Checked> {
  using folder = temporaryFolder();
  const path = join(folder.path, 'kubeconfig');
  const config = { clusters: [{ name: 'c', cluster: { server: 'http://127.0.0.1:1' } }], 'current-context': 'x' };
  if (kubeconfig)
    writeFileSync(path, JSON.stringify({ ...config, contexts: [{ name: 'x', context: { cluster: 'c' } }] }));
  prepare?.(folder.path);
  const cluster = { kubeconfig: path, runId: 'sc-1', nodes: [] };
  const options = { pairs: 'few', bounds: promiseBounds({}) };
  const request = { cluster, selected, options, recordsDir: folder.path, workDir: folder.path, labels: {} };
  const script = `
    import { readdirSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { checkCluster } from ${CHECK};
    const FOLDER = ${JSON.stringify(folder.path)};
    const died = ${died ?? 'new Promise(() => {})'};
    const signal = ${signal ?? 'new AbortController().signal'};
    const found = await checkCluster({ ...${JSON.stringify(request)}, died }, signal);
    console.log('\\n' + JSON.stringify(found));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const last = stdout.trim().split('\n').at(-1);
  if (!last?.startsWith('{')) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(last.replaceAll(folder.path, 'FOLDER'));
}

const AT = '2026-03-01T10:00:00.000Z';
const DEATH = `{ what: 'node node-2 died', at: '${AT}', message: 'node node-2 exited\\nlast lines' }`;
const WHY = 'node node-2 died while the specs ran';
const DIED = {
  ...{ errors: [`${WHY}: node node-2 exited\nlast lines`], specsFailed: true },
  ...{ doubtSince: { at: AT, why: WHY }, unrecorded: WHY },
};

test(
  'specs that end well leave nothing to say',
  async () => {
    expect(await checked({ selected: [] })).toMatchObject({
      errors: [],
      phases: [],
      specsFailed: false,
      doubtSince: null,
    });
  },
  AT_MOST_MS,
);

test(
  'a node that dies stops them, and casts doubt on what is found from then on',
  async () => {
    expect(await checked({ died: `Promise.resolve(${DEATH})` })).toMatchObject(DIED);
  },
  AT_MOST_MS,
);

test(
  'a death that is known only after the specs have failed is found all the same',
  async () => {
    const died = `(async () => {
      while (readdirSync(FOLDER).filter((name) => name.startsWith('error-')).length < 1) await sleep(20);
      await sleep(1_500);
      return ${DEATH};
    })()`;
    expect(await checked({ died, kubeconfig: false })).toMatchObject(DIED);
  },
  AT_MOST_MS,
);

test(
  'the signal stops them with its reason',
  async () => {
    const why = 'the deadline came';
    const signal = `AbortSignal.abort(new Error('${why}'))`;
    expect(await checked({ signal })).toEqual({
      ...{ errors: [why], specsFailed: true, doubtSince: null, unrecorded: why },
      phases: [{ name: 'side by side', durationMs: expect.any(Number) }],
    });
  },
  AT_MOST_MS,
);

test(
  'a signal that comes when they have all ended takes nothing from them',
  async () => {
    const signal = `AbortSignal.abort(new Error('SIGINT'))`;
    expect(await checked({ selected: [], signal })).toMatchObject({ errors: [], specsFailed: false });
  },
  AT_MOST_MS,
);

test(
  'specs that failed where nothing can be written are not left without a reason',
  async () => {
    // A folder in the way, for a disk that is full.
    const inTheWay = (folder: string) => mkdirSync(join(folder, 'trial'));
    const { errors, unrecorded } = await checked({ kubeconfig: false, prepare: inTheWay });
    expect(errors).toEqual([
      expect.stringMatching(
        /^the specs could not leave all of their verdicts in FOLDER: E\w+: .*; make room there, or set TMPDIR$/,
      ),
    ]);
    expect(unrecorded).toBe('its spec ended without one (jest exit code 1)');
  },
  AT_MOST_MS,
);
