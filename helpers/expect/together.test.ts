import { expect, test } from '@jest/globals';
import { type SpecFile, together } from './together.ts';

/** Files of which each spec, when it is run, and each end says its name. */
function files(log: string[], ...ids: (readonly string[])[]): SpecFile[] {
  return ids.map((each, nth) => ({
    specs: each.map((id) => ({
      ...{ ...(id && { id }), title: `spec ${id}`, limitMs: 1_000 },
      run: async () => void log.push(id),
    })),
    ends: [async () => void log.push(`end of ${nth}`), async () => void log.push(`other end of ${nth}`)],
  }));
}

const titles = ({ specs }: ReturnType<typeof together>) => specs.map(({ title }) => title);

test('those that are to begin first do so in their order, all others as their files have them', () => {
  const all = together(files([], ['B-2', 'A-1'], ['', 'C-1', 'B-1']), ['C-1', 'A-1', 'D-1']);
  expect(titles(all)).toEqual(['spec C-1', 'spec A-1', 'spec B-2', 'spec ', 'spec B-1']);
  expect(all.specs[0]).toMatchObject({ id: 'C-1', limitMs: 1_000 });
});

test('what a file has made is ended once its own last spec has ended, whatever came of it', async () => {
  const log: string[] = [];
  const [one, two] = files(log, ['A-1', 'A-2'], ['B-1']);
  if (!one || !two) throw new Error('there are two');
  const fails = { title: 'fails', limitMs: 1_000, run: () => Promise.reject(new Error('it failed')) };
  const { specs, ended } = together([{ ...one, specs: [...one.specs, fails] }, two], []);
  for (const { run } of specs) await run().catch(({ message }: Error) => log.push(message));
  await ended();
  expect(log).toEqual([
    ...['A-1', 'A-2', 'end of 0', 'other end of 0', 'it failed'],
    ...['B-1', 'end of 1', 'other end of 1'],
  ]);
});

test('a file without a spec is ended at once', async () => {
  const log: string[] = [];
  const { specs, ended } = together(files(log, []), []);
  expect(specs).toEqual([]);
  expect(log).toEqual(['end of 0', 'other end of 0']);
  await ended();
});

test('an end that fails is told when all have ended, and keeps no other from it', async () => {
  const log: string[] = [];
  const [one, two] = files(log, ['A-1'], ['B-1']);
  if (!one || !two) throw new Error('there are two');
  const broken = { ...one, ends: [() => Promise.reject(new Error('the namespace stays')), ...one.ends] };
  const { specs, ended } = together([broken, two], []);
  for (const { run } of specs) await run();
  await expect(ended()).rejects.toThrow('the namespace stays');
  expect(log).toEqual(['A-1', 'end of 0', 'other end of 0', 'B-1', 'end of 1', 'other end of 1']);
});
