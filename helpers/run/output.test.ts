import { expect, test } from '@jest/globals';
import { outputOf } from './output.ts';

/** What standard output and standard error got of one line. */
function said(given: { json?: boolean; quiet?: boolean }, env: NodeJS.ProcessEnv = {}, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ isTTY, write: (text: string) => (written[name] += text) }) as never;
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  const output = outputOf({ json: false, quiet: false, ...given }, env, streams);
  output.say('line');
  return { ...written, progress: output.progress, colours: output.style.colors.isColorSupported };
}

test.each([
  ['a pipe', {}, {}, false, { stdout: 'line\n', stderr: '', progress: 'lines', colours: false }],
  ['a terminal', {}, {}, true, { stdout: 'line\n', stderr: '', progress: 'live', colours: true }],
  ['NO_COLOR', {}, { NO_COLOR: '1' }, true, { stdout: 'line\n', stderr: '', progress: 'live', colours: false }],
  ['a dumb terminal', {}, { TERM: 'dumb' }, true, { stdout: 'line\n', stderr: '', progress: 'lines', colours: true }],
  ['--json', { json: true }, {}, false, { stdout: '', stderr: 'line\n', progress: 'lines', colours: false }],
  ['--quiet', { quiet: true }, {}, true, { stdout: '', stderr: '', progress: 'quiet', colours: true }],
])('%s', (_, given, env, isTTY, expected) => {
  expect(said(given, env, isTTY)).toEqual(expected);
});
