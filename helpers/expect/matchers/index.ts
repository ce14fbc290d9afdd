/** The suite's own matchers, known to `expect` wherever this file is imported. */
import { expect } from '@jest/globals';
import type { FieldRule } from '../field-rules.ts';
import type { ProbeRule } from '../probe-rules.ts';
import { toBeAnsweredThroughout } from './to-be-answered-throughout.ts';
import { toBeAnsweredWith } from './to-be-answered-with.ts';
import { toHaveFields } from './to-have-fields.ts';
import { toReachEveryBackend } from './to-reach-every-backend.ts';
import { toReachNobody } from './to-reach-nobody.ts';
import { type Settling, toSettle } from './to-settle.ts';
import { toShowPage } from './to-show-page.ts';
import { toStickToOneBackend } from './to-stick-to-one-backend.ts';

expect.extend({
  ...{ toBeAnsweredThroughout, toBeAnsweredWith, toHaveFields, toReachEveryBackend },
  ...{ toReachNobody, toSettle, toShowPage, toStickToOneBackend },
});

declare module 'expect' {
  interface Matchers<R> {
    toBeAnsweredThroughout(): R;
    toBeAnsweredWith(rule: ProbeRule): R;
    toHaveFields(rules: Readonly<Record<string, FieldRule>>): R;
    toReachEveryBackend(): R;
    toReachNobody(): R;
    toSettle(rule: ProbeRule, settling: Settling): R;
    toShowPage(title: string): R;
    toStickToOneBackend(): R;
  }
}

export { expect };
