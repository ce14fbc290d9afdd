import { test } from '@jest/globals';
import type { ProbeResult } from '../../probe/probe.ts';
import { HeldUp, Inconclusive } from '../inconclusive.ts';
import { DROPPED, NOT_OURS, REFUSED } from '../negative-rule.ts';
import type { Silence } from '../observation.ts';
import { balanced, CLUSTER_IP, NODE_PORT } from '../scripted-client.ts';
import { expect } from './index.ts';

const CELL = {
  ...{ client: 'outside: this process', target: 'ClusterIP 10.43.0.7:80 of shop/web', expected: 'nobody', holds: null },
  ...{
    probes: 11,
    outcomes: { timeout: 11 },
    backends: {},
    missChance: null,
    settledMs: null,
    latencyMs: null,
  },
  ...{
    control: { target: 'nodePort 172.18.0.3:30080', outcomes: { answered: 11 } },
    repeat: 'curl http://10.43.0.7:80/',
  },
};

function result(target: typeof CLUSTER_IP | typeof NODE_PORT, stated: Partial<ProbeResult>): ProbeResult {
  const request = { target, token: 't', timeoutMs: 3_000 };
  return { request, outcome: 'timeout', sentAt: 0, totalMs: 1, detail: '', ...stated };
}

/** Eleven pairs over 10.5 s: silence beside an answered control, but for what the test states. */
function held(
  negative: (nth: number) => Partial<ProbeResult>,
  control: (nth: number) => Partial<ProbeResult>,
  count = 11,
): Silence {
  const pairs = Array.from({ length: count }, (_, nth) => ({
    negative: result(CLUSTER_IP, { sentAt: nth * 1_050 + 2, ...negative(nth) }),
    control: result(NODE_PORT, { sentAt: nth * 1_050, outcome: 'answered', backend: 'shop/a', ...control(nth) }),
  }));
  return {
    kind: 'silence',
    requirement: 'SAMPLE-2',
    rule: NOT_OURS,
    cell: { ...CELL },
    pairs,
    arrivedAt: [],
    evidence: null,
  };
}

const nothing = () => ({});

test.each(['timeout', 'refused', 'unroutable', 'stranger'] as const)(
  '%s is silence beside an answered control',
  (outcome) => {
    const silence = held(() => ({ outcome }), nothing);
    expect(silence).toReachNobody();
    expect(silence.cell.holds).toBe(true);
  },
);

test('one answer of a pod of ours fails it, whatever the control did', () => {
  const reached = (nth: number) => (nth === 7 ? balanced(result(CLUSTER_IP, {}).request, nth) : {});
  expect(() => expect(held(reached, nothing)).toReachNobody()).toThrow(
    'SAMPLE-2: outside: this process -> ClusterIP 10.43.0.7:80 of shop/web: 1 of 11 probes reached a pod of ours',
  );
  expect(() => expect(held(reached, () => ({ outcome: 'timeout' }))).toReachNobody()).toThrow('reached a pod of ours');
});

test('an answer of ours that was cut short is an answer', () => {
  const cut = () => ({ outcome: 'stranger' as const, backend: 'shop/a', detail: 'closed before the end' });
  expect(() => expect(held(cut, nothing)).toReachNobody()).toThrow('11 of 11 probes reached a pod of ours');
});

test('a probe that the client saw nothing of, and a backend logged, fails it', () => {
  const silence = { ...held(nothing, nothing), arrivedAt: ['shop/b'] };
  expect(() => expect(silence).toReachNobody()).toThrow('probes arrived at shop/b, by the access log there');
});

test('without its control it proves nothing', () => {
  const gone = (nth: number) => (nth === 3 ? { outcome: 'timeout' as const } : {});
  const silence = held(nothing, gone);
  expect(() => expect(silence).toReachNobody()).toThrow(Inconclusive);
  expect(() => expect(silence).toReachNobody()).toThrow('the positive control did not answer beside 1 of 11 probes');
  expect(silence.cell.holds).toBeNull();
});

test('a stranger is no control', () => {
  expect(() => expect(held(nothing, () => ({ outcome: 'stranger' }))).toReachNobody()).toThrow(Inconclusive);
});

test('a control that was sent too early or too late proves nothing', () => {
  const late = (nth: number) => ({ sentAt: nth * 1_050 + 1_003 });
  expect(() => expect(held(nothing, late)).toReachNobody()).toThrow(
    'held for 0 probes over 0 ms, and 10 over 10000 ms are needed; 11 had their positive control more than 1000 ms apart',
  );
});

test('a broken probe proves nothing', () => {
  const broken = (nth: number) => (nth === 0 ? { outcome: 'broken' as const, detail: 'the exec broke' } : {});
  expect(() => expect(held(broken, nothing)).toReachNobody()).toThrow(
    'held for 10 probes over 9450 ms, and 10 over 10000 ms are needed; 1 could not be made',
  );
  expect(() => expect(held(nothing, broken)).toReachNobody()).toThrow('; 1 could not be made');
});

test('a hold that is too short is held up, unless a probe ended as it must not', () => {
  const thrownBy = (silence: ReturnType<typeof held>) => {
    try {
      expect(silence).toReachNobody();
    } catch (error) {
      return error;
    }
    throw new Error('it did not fail');
  };
  const broken = (nth: number) => (nth === 0 ? { outcome: 'broken' as const } : {});
  const alsoRefused = (nth: number) => (nth === 1 ? { outcome: 'unroutable' as const } : broken(nth));
  expect(thrownBy(held(broken, nothing))).toBeInstanceOf(HeldUp);
  expect(thrownBy({ ...held(alsoRefused, nothing), rule: DROPPED })).not.toBeInstanceOf(HeldUp);
  expect(thrownBy(held(nothing, () => ({ outcome: 'timeout' })))).not.toBeInstanceOf(HeldUp);
});

test('what proves nothing is made up for by a longer hold', () => {
  const broken = (nth: number) => (nth === 3 ? { outcome: 'broken' as const, detail: 'the exec broke' } : {});
  expect(held(broken, nothing, 12)).toReachNobody();
  const late = (nth: number) => (nth === 3 ? { sentAt: nth * 1_050 + 1_003 } : {});
  expect(held(nothing, late, 12)).toReachNobody();
});

test('a silence that was not held long enough proves nothing', () => {
  expect(() => expect(held(nothing, nothing, 5)).toReachNobody()).toThrow(
    'held for 5 probes over 4200 ms, and 10 over 10000 ms are needed',
  );
  expect(() => expect(held(nothing, nothing, 0)).toReachNobody()).toThrow(Inconclusive);
});

test('.not is refused', () => {
  expect(() => expect(held(nothing, nothing)).not.toReachNobody()).toThrow(
    'expect(…).not.toReachNobody() would pass on anything else: toReachEveryBackend() names who must answer',
  );
});

test('an end that the rule does not allow fails it, however silent', () => {
  const silence = { ...held(() => ({ outcome: 'refused' }), nothing), rule: DROPPED };
  expect(() => expect(silence).toReachNobody()).toThrow(
    '11 of 11 probes ended as refused, and this had to come: timeout',
  );
});

test('a refusal may be lost now and then, and not every time', () => {
  const some = (nth: number) => ({ outcome: nth % 4 === 0 ? ('refused' as const) : ('timeout' as const) });
  expect({ ...held(some, nothing), rule: REFUSED }).toReachNobody();
  const hang = { ...held(nothing, nothing), rule: REFUSED };
  expect(() => expect(hang).toReachNobody()).toThrow(
    'none of 11 probes ended as refused, and this had to come: refused',
  );
});

function headOf(silence: Silence): string | undefined {
  try {
    expect(silence).toReachNobody();
  } catch (error) {
    return (error as Error).message.split('\n')[0]?.replace(/^.* of shop\/web: /, '');
  }
  throw new Error('it did not fail');
}

test('a doubt names its own cause and no other', () => {
  const broken = (nth: number) => (nth === 0 ? { outcome: 'broken' as const } : {});
  const short = 'held for 10 probes over 9450 ms, and 10 over 10000 ms are needed';
  expect(headOf(held(broken, nothing))).toBe(`${short}; 1 could not be made`);
  const late = (nth: number) => (nth === 1 ? { sentAt: 1_050 + 1_003 } : {});
  expect(headOf(held(broken, late))).toBe(
    'held for 9 probes over 8400 ms, and 10 over 10000 ms are needed; 1 could not be made; 1 had their positive control more than 1000 ms apart',
  );
  expect(headOf(held(nothing, nothing, 5))).toBe('held for 5 probes over 4200 ms, and 10 over 10000 ms are needed');
});

test('everybody is named: ends that had not to come, and pods that logged a probe', () => {
  const mixed = (nth: number) => ({ outcome: nth % 2 === 0 ? ('refused' as const) : ('unroutable' as const) });
  expect(headOf({ ...held(mixed, nothing), rule: DROPPED })).toBe(
    '11 of 11 probes ended as refused, unroutable, and this had to come: timeout',
  );
  const arrivedAt = ['shop/a', 'shop/b'];
  expect(headOf({ ...held(nothing, nothing), arrivedAt })).toBe(
    'probes arrived at shop/a, shop/b, by the access log there',
  );
});

test('the timeline shows which probes were not silent', () => {
  const reached = (nth: number) => {
    if (nth === 7) return balanced(result(CLUSTER_IP, {}).request, nth);
    return nth === 8 ? { outcome: 'stranger' as const, backend: 'shop/a' } : {};
  };
  expect(() => expect(held(reached, nothing)).toReachNobody()).toThrow('timeline: .......as.. (9 of 11 as expected;');
});
