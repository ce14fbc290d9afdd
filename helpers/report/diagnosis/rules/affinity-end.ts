import { MOVED, MOVED_AFTER_SILENCE } from '../../failure-facts.ts';
import { type Rule, seen } from '../rule.ts';

/** A client's choice of a pod ended before the Service's timeout, or not with it. */
export const affinityEnd: Rule = {
  about: 'affinity ends before its timeout, or does not end with it',
  needs: 'rounds of one client over many ports of a Service with affinity, judged by which ports moved to another pod',
  says: ({ fields }) =>
    fields
      .flatMap(({ about, client, wrong }) =>
        wrong.flatMap(({ path, value }) => {
          const moved = Array.isArray(value) ? value : [];
          if (path === MOVED && moved.length > 0) {
            return seen(`${client}, at ${about}, was led to another pod before that time was over: ${moved[0]}`);
          }
          if (path === MOVED_AFTER_SILENCE && moved.length === 0) {
            return seen(
              `${client}, at ${about}, was led to the same pods at every port after a silence that was longer: affinity did not end`,
            );
          }
          return [];
        }),
      )
      .slice(0, 1),
};
