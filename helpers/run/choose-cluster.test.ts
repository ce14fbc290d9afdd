import { expect, jest, test } from '@jest/globals';
import { chosenCluster } from './choose-cluster.ts';
import { parseOptions } from './options.ts';

const chosen = (argv: readonly string[], env: NodeJS.ProcessEnv, reached: boolean) =>
  chosenCluster(parseOptions(argv, {}), env, async () => reached);

test.each([
  ['an engine', [], {}, true, 'k3s'],
  ['no engine', [], {}, false, 'reference'],
  ['no engine, in CI', [], { CI: 'true' }, false, 'k3s'],
  ['no engine, and a mode that is not described', ['--proxy-mode', 'ipvs'], {}, false, 'k3s'],
  ['no engine, and IPv6', ['--ip-family', 'dual'], {}, false, 'k3s'],
  ['no engine, and a cluster to be kept', ['--keep'], {}, false, 'k3s'],
] as const)('with %s', async (_, argv, env, reached, kind) => {
  expect(await chosen(argv, env, reached)).toBe(kind);
});

test.each([
  ['reference', { CI: 'true' }],
  ['k3s', {}],
])('--cluster %s is taken at its word, and no engine is asked for', async (kind, env) => {
  const reached = jest.fn(async () => false);
  expect(await chosenCluster(parseOptions(['--cluster', kind], {}), env, reached)).toBe(kind);
  expect(reached).not.toHaveBeenCalled();
});
