import { expect, test } from '@jest/globals';
import { ApiError } from './api-error.ts';
import { askDeletion } from './ask-deletion.ts';

const failed = (code: number, transient: boolean) =>
  new ApiError({ verb: 'delete', resource: 'pods' }, { code, reason: 'x', words: 'no', transient });

/** Ends as said, one after another, and then well. */
function deletion(...ends: Error[]) {
  const removal = {
    asked: 0,
    remove: async () => {
      removal.asked += 1;
      const end = ends.shift();
      if (end) throw end;
    },
  };
  return removal;
}

test('is asked again while the server can’t take it, and what is not there is fine', async () => {
  const removal = deletion(failed(500, true), failed(429, true), failed(404, false));
  await askDeletion('pod a/b', removal.remove);
  expect(removal.asked).toBe(3);
});

test('what is wrong for ever is thrown at once', async () => {
  const removal = deletion(failed(403, false));
  await expect(askDeletion('pod a/b', removal.remove)).rejects.toMatchObject({ code: 403 });
  expect(removal.asked).toBe(1);
});
