import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const SPECS = new URL('../../specs/', import.meta.url);

test('no spec is registered past addSpec: the scene of its file would be cleared while it runs', () => {
  const files = readdirSync(SPECS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(20);
  const past = files.filter((file) =>
    /\btest(\.concurrent)?\(|\bafterAll\(/.test(readFileSync(new URL(file, SPECS), 'utf8')),
  );
  expect(past).toEqual([]);
});
