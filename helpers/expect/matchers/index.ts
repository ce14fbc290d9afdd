/** The suite's own matchers, known to `expect` wherever this file is imported. */
import { expect } from '@jest/globals';
import { toBeAnsweredThroughout } from './to-be-answered-throughout.ts';
import { type FieldRule, toHaveFields } from './to-have-fields.ts';
import { toReachEveryBackend } from './to-reach-every-backend.ts';
import { toReachNobody } from './to-reach-nobody.ts';
import { toShowPage } from './to-show-page.ts';

expect.extend({ toBeAnsweredThroughout, toHaveFields, toReachEveryBackend, toReachNobody, toShowPage });

declare module 'expect' {
  interface Matchers<R> {
    toBeAnsweredThroughout(): R;
    toHaveFields(rules: Readonly<Record<string, FieldRule>>): R;
    toReachEveryBackend(): R;
    toReachNobody(): R;
    toShowPage(title: string): R;
  }
}

export { expect };
