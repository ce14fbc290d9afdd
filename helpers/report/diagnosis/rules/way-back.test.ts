import { expect, test } from '@jest/globals';
import { clusterIP, observation, podOn, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { wayBack } from './way-back.ts';

const arrivedAs = (from: string) => ({ arrived: [{ backend: 'shop/web-a', from, count: 6 }] });
const LOST =
  'seen: the way there works and the way back does not: 6 of the probes of this process to 172.18.0.4:31234 arrived at shop/web-a (from 172.18.0.1), and their answers did not come';

test("probes that arrived from the client's own address were answered past the node that was dialled", () => {
  const observations = [
    observation({ ...arrivedAs('172.18.0.1'), from: { ...observation().from, address: '172.18.0.1' } }),
  ];
  expect(says(wayBack, { observations })).toEqual([
    LOST,
    "likely: the address that replies is not 172.18.0.4, which was dialled: the backend saw the client's own address, so its answer passes by the node that has to translate it back",
  ]);
});

test('what a node masqueraded, and what a policy keeps as it is, have no known cause', () => {
  const masked = says(wayBack, { observations: [observation(arrivedAs('172.18.0.4'))] });
  expect(masked).toEqual([LOST.replace('172.18.0.1)', '172.18.0.4)')]);
  const services = sampleFacts().services.map((each) => ({ ...each, externalTrafficPolicy: 'Local' }));
  const from = { ...observation().from, address: '172.18.0.1' };
  expect(says(wayBack, { observations: [observation({ ...arrivedAs('172.18.0.1'), from })], services })).toEqual([
    LOST,
  ]);
  const inside = observation({ from: podOn('node-3'), to: clusterIP(), ...arrivedAs('10.42.2.2') });
  expect(says(wayBack, { observations: [inside] })).toHaveLength(1);
});

test('probes that nobody saw, and arrivals where nobody had to, say nothing of the way back', () => {
  expect(says(wayBack, { observations: [observation()] })).toEqual([]);
  expect(says(wayBack, { observations: [observation({ kind: 'silence', ...arrivedAs('172.18.0.1') })] })).toEqual([]);
});
