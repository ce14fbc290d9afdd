import { expect, test } from '@jest/globals';
import type { FieldsFacts } from '../../failure-facts.ts';
import { says } from '../says.ts';
import { writtenWrong } from './written-wrong.ts';

function judged(about: string): { fields: FieldsFacts[] } {
  const wrong = [
    { path: 'ready', expected: 'exactly ["10.42.1.16","10.42.1.17"], in any order', value: ['10.42.1.16'] },
  ];
  return { fields: [{ about, service: null, client: 'the API', wrong }] };
}

test('EndpointSlices that nobody brings up to date', () => {
  expect(says(writtenWrong, judged('the EndpointSlices of members-2'))).toEqual([
    'seen: the EndpointSlices of members-2: ready is ["10.42.1.16"], where exactly ["10.42.1.16","10.42.1.17"], in any order is due',
    'likely: the controller that writes EndpointSlices does not follow the pods: every node that follows them is misled',
  ]);
});

test.each(['the records of three Services at name server 10.43.0.10', 'the name web.shop', 'the names of two'])(
  'DNS: %s',
  (about) => {
    expect(says(writtenWrong, judged(about))[1]).toBe(
      "likely: the cluster's DNS does not say what the Services are: it is not their routing",
    );
  },
);

test('nothing of other values, or of none', () => {
  expect(says(writtenWrong, judged('shares: pod a -> ClusterIP 10.43.0.7:80 of shop/web'))).toEqual([]);
  expect(says(writtenWrong, judged('Service shop/web'))).toEqual([]);
  expect(says(writtenWrong, {})).toEqual([]);
});
