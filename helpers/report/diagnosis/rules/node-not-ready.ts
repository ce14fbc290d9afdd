import { type Rule, seen } from '../rule.ts';

/** The node itself is not well. */
export const nodeNotReady: Rule = {
  about: 'node X is not Ready',
  needs: 'the Ready condition of the nodes',
  says: ({ nodes }) =>
    nodes.filter(({ ready }) => ready === false).map(({ name }) => seen(`node ${name} is not Ready`)),
};
