import { expect, test } from '@jest/globals';
import { clusterIP, observation } from '../sample-facts.ts';
import { says } from '../says.ts';
import { answeredOtherwise } from './answered-otherwise.ts';

test('every probe was answered, and the sample failed', () => {
  const expected = "each of 21 new connections answered; the backend sees the client's own end of the connection";
  expect(says(answeredOtherwise, { observations: [observation({ outcomes: { answered: 21 }, expected })] })).toEqual([
    `seen: all 21 probes of this process at nodePort 172.18.0.4:31234 of node node-3 were answered, and not as they had to be: ${expected}`,
  ]);
});

test('a silence that a pod has broken', () => {
  const broken = {
    kind: 'silence',
    to: clusterIP(),
    outcomes: { answered: 2, timeout: 8 },
    backends: { 'shop/web-a': 2 },
  } as const;
  expect(says(answeredOtherwise, { observations: [observation(broken)] })).toEqual([
    'seen: this process is answered at ClusterIP 10.43.0.7:80, where nobody has to answer: 2 of 10 probes, by shop/web-a',
  ]);
});

test("answers that are missing, and a sample that holds, are others' business", () => {
  expect(says(answeredOtherwise, { observations: [observation({ outcomes: { answered: 3, timeout: 1 } })] })).toEqual(
    [],
  );
  expect(says(answeredOtherwise, { observations: [observation({ outcomes: { answered: 3 }, holds: true })] })).toEqual(
    [],
  );
  expect(says(answeredOtherwise, { observations: [observation({ kind: 'silence' })] })).toEqual([]);
});
