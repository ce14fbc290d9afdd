/** Which files are mutated: what asks, what judges, and what says the verdict. */
import { globSync } from 'node:fs';

const matchers = (...names: readonly string[]) => names.map((name) => `expect/matchers/to-${name}`);

/** A mistake in one of these is a wrong verdict at once, so that they come first. */
const FIRST = [
  ...['report/verdict', 'report/judged', 'report/settle', 'report/explained', 'report/waivers'],
  ...['expect/judge', 'expect/judged', 'expect/negative-rule', 'expect/silence', 'expect/hold', 'expect/needs'],
  ...[
    'probe/summary',
    'probe/repeat',
    'probe/classify-curl',
    'probe/classify-undici',
    'probe/identity',
    'probe/answer',
  ],
  ...['expect/proxy-rules', 'expect/probe-rules', 'expect/field-rules', 'expect/pairs', 'expect/since', 'expect/cidr'],
  ...matchers('reach-nobody', 'reach-every-backend', 'settle', 'be-answered-throughout', 'be-answered-with'),
  ...matchers('have-fields', 'stick-to-one-backend', 'show-page'),
  ...['expect/check', 'expect/sample', 'expect/traffic', 'expect/observer', 'expect/evidence', 'expect/take-within'],
  ...['expect/timeline', 'expect/describe', 'expect/address-owner', 'expect/path', 'expect/contrast-cell'],
  ...['probe/samples', 'probe/marked-records', 'probe/access-log', 'probe/url', 'probe/token', 'probe/paced-stream'],
].map((name) => `helpers/${name}.ts`);

const ALL = [
  'helpers/{expect,probe}/**/*.ts',
  'helpers/report/{verdict,judged,settle,explained,waivers,read-records,records}.ts',
];

/** Tests, and what only tests use, judge; they are not judged. */
const NO_TARGET = /\.test\.ts$|\/(scripted-client|local-[a-z]+|sample-[a-z]+)\.ts$/;

/** Paths within the root, the most important first. */
export function mutationTargets(root: string): string[] {
  const all = globSync(ALL, { cwd: root })
    .filter((file) => !NO_TARGET.test(file))
    .sort();
  // What explains a failure comes last: it changes no verdict.
  const place = (file: string) =>
    FIRST.includes(file) ? FIRST.indexOf(file) : FIRST.length + Number(file.includes('/failure/'));
  return all.toSorted((a, b) => place(a) - place(b));
}
