import { expect, test } from '@jest/globals';
import { ApiError } from './api-error.ts';
import { createOnce } from './create-once.ts';

const REQUEST = { verb: 'create', resource: 'services' };
const lost = () => new ApiError(REQUEST, { reason: 'no answer', words: 'cut', transient: true });
const answered = (code: number) => new ApiError(REQUEST, { code, reason: 'x', words: 'no', transient: false });

/** An API in which a creation ends so, one after another; `stored` from the first that stores. */
function api(...ends: ('stored' | 'stored, answer lost' | 'lost' | number)[]) {
  const asked: string[] = [];
  let stored = false;
  const calls = {
    create: async () => {
      asked.push('create');
      const end = ends.shift() ?? 'stored';
      stored ||= String(end).startsWith('stored');
      if (end === 'stored') return 'object';
      throw typeof end === 'number' ? answered(end) : lost();
    },
    read: async () => {
      asked.push('read');
      if (!stored) throw answered(404);
      return 'object';
    },
  };
  return { asked, calls };
}

test.each([
  [['stored'], ['create']],
  [['stored, answer lost'], ['create', 'read']],
  [
    ['lost', 'stored'],
    ['create', 'read', 'create'],
  ],
  [
    ['lost', 409, 'stored'],
    ['create', 'read', 'create', 'read', 'create'],
  ],
] as [Parameters<typeof api>, string[]][])('where creations end as %j', async (ends, requests) => {
  const { asked, calls } = api(...ends);
  expect(await createOnce('Service a/b', calls)).toBe('object');
  expect(asked).toEqual(requests);
});

test('what is wrong for ever is thrown at once, a name that is taken among it', async () => {
  for (const code of [422, 409]) {
    const { asked, calls } = api(code);
    await expect(createOnce('Service a/b', calls)).rejects.toMatchObject({ code });
    expect(asked).toEqual(['create']);
  }
});
