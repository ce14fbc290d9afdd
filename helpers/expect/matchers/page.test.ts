/** A sample that has to show a page: what each probe has to be, and when it can not be told. */
import { test } from '@jest/globals';
import { fakeClock } from '../../kube/fake-clock.ts';
import type { ProbeRequest, ProbeResult } from '../../probe/probe.ts';
import { HeldUp, Inconclusive } from '../inconclusive.ts';
import type { Sampling } from '../observation.ts';
import { Observer } from '../observer.ts';
import { BACKENDS, CLUSTER_IP, scriptedClient } from '../scripted-client.ts';
import { expect } from './index.ts';

const TITLE = 'Welcome to nginx!';
const request: ProbeRequest = { target: CLUSTER_IP, token: 'a', timeoutMs: 3_000 };
const page: ProbeResult = {
  ...{ request, outcome: 'answered', backend: 'shop/a', status: 200, title: TITLE },
  ...{ sentAt: 0, totalMs: 1, detail: '' },
};

const { title: _title, ...untitled } = page;
const { status: _status, ...silent } = { ...untitled, outcome: 'timeout' } as const;
const but = (other: Partial<ProbeResult>): ProbeResult => ({ ...page, ...other });

function sampling(results: readonly ProbeResult[], planned = results.length): Sampling {
  const observer = new Observer('SAMPLE-4', () => 'a', new AbortController().signal, fakeClock());
  const cell = observer.traffic(
    scriptedClient(() => ({})),
    CLUSTER_IP,
    'a page',
    BACKENDS,
  );
  return {
    ...{ kind: 'sampling', requirement: 'SAMPLE-4', cell, target: CLUSTER_IP },
    ...{ backends: BACKENDS, planned, evidence: null, results },
  };
}

const judge = (of: Sampling) => () => expect(of).toShowPage(TITLE);

function problemOf(of: Sampling): unknown {
  try {
    judge(of)();
  } catch (error) {
    return error;
  }
  throw new Error('it passed');
}

test('pages of any of the backends pass', () => {
  const of = sampling([page, but({ backend: 'shop/b' })]);
  judge(of)();
  expect(of.cell.holds).toBe(true);
});

test.each<[string, ProbeResult, string]>([
  [
    'a page of a stranger',
    but({ backend: 'else/x' }),
    '1 of 2 showed "Welcome to nginx!", one got status 200 and the title "Welcome to nginx!"',
  ],
  [
    'another title',
    but({ title: 'Login' }),
    '1 of 2 showed "Welcome to nginx!", one got status 200 and the title "Login"',
  ],
  ['no title', untitled, '1 of 2 showed "Welcome to nginx!", one got status 200 and the title ""'],
  [
    'another status',
    but({ status: 404 }),
    '1 of 2 showed "Welcome to nginx!", one got status 404 and the title "Welcome to nginx!"',
  ],
  ['an answer that was cut', but({ outcome: 'stranger' }), '1 of 2 showed "Welcome to nginx!", one got status 200'],
])('%s fails, and is told', (_, other, words) => {
  const of = sampling([page, other]);
  expect(judge(of)).toThrow(words);
  expect(of.cell.holds).toBe(false);
});

test('silence fails without a word of a page', () => {
  const { message } = Object(problemOf(sampling([page, silent])));
  expect(message).toMatch(/: 1 of 2 showed "Welcome to nginx!"\n/);
});

test.each<[string, Sampling, string]>([
  ['no probe', sampling([]), 'no probe was sent'],
  [
    'fewer probes than planned',
    sampling([page, page], 3),
    'only 2 of 3 probes came to an end in the time for a sample',
  ],
  ['a probe that could not be made', sampling([page, but({ outcome: 'broken' })]), '1 of 2 probes could not be made'],
])('from %s it can not be told, and another attempt may', (_, of, words) => {
  const problem = problemOf(of);
  expect(problem).toBeInstanceOf(HeldUp);
  expect(Object(problem).message).toContain(words);
  expect(of.cell.holds).toBeNull();
});

test('beside a wrong page, a probe that could not be made is no reason for another attempt', () => {
  const problem = problemOf(sampling([but({ title: 'Login' }), but({ outcome: 'broken' })]));
  expect(problem).toBeInstanceOf(Inconclusive);
  expect(problem).not.toBeInstanceOf(HeldUp);
});
