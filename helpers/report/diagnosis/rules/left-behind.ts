import { type Rule, seen } from '../rule.ts';

/** A node keeps the rules of a Service that is gone. */
export const leftBehind: Rule = {
  about: 'node X still has rules for a Service that is not there any more',
  needs: 'a Service that was gone before the rules of the nodes were read',
  says: ({ services, rules }) =>
    services
      .filter(({ exists }) => !exists)
      .flatMap(({ name }) =>
        rules.flatMap(({ node, lines }) => {
          const { count = 0 } = lines.find(({ service }) => service === name) ?? {};
          return count > 0
            ? [seen(`node ${node} still has ${count} rules for ${name}, which is not there any more`)]
            : [];
        }),
      ),
};
