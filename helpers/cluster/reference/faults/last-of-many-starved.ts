import { type Fault, withWays } from './fault.ts';

export const lastOfManyStarved: Fault = {
  what: 'the last of five backends or more is never chosen: the probabilities of the rules before it add up to one',
  mustFail: ['BACKENDS-1', 'SCALE-2'],
  wraps: () => ({
    route: withWays((ways) => (ways.length >= 5 ? ways.slice(0, -1) : ways)),
  }),
};
