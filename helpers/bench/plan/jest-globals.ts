/** Takes the place of @jest/globals, where spec files are loaded without Jest. */
export { expect } from 'expect';

export const ends: (() => Promise<void>)[] = [];

export function afterAll(end: () => Promise<void>): void {
  ends.push(end);
}

/** The contrast is a picture, and asks nothing that its specs do not ask. */
export const test = { concurrent: () => {}, skip: () => {} };
