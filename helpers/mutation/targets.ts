/** Which files are mutated: what asks, what judges, and what says the verdict. */
import { globSync } from 'node:fs';

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
  ...[
    'expect/proxy-rules',
    'expect/probe-rules',
    'expect/field-rules',
    'expect/pairs',
    'expect/since',
    'expect/sample',
  ],
].map((name) => `helpers/${name}.ts`);

const ALL = [
  'helpers/{expect,probe}/**/*.ts',
  'helpers/report/{verdict,judged,settle,explained,waivers,read-records,records}.ts',
];

/** Tests, and what only tests use, judge; they are not judged. */
const NO_TARGET = /\.test\.ts$|\/(scripted-client|local-[a-z]+)\.ts$/;

/** Paths within the root, the most important first. */
export function mutationTargets(root: string): string[] {
  const all = globSync(ALL, { cwd: root })
    .filter((file) => !NO_TARGET.test(file))
    .sort();
  const place = (file: string) => (FIRST.includes(file) ? FIRST.indexOf(file) : FIRST.length);
  return all.toSorted((a, b) => place(a) - place(b));
}
