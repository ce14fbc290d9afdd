import { HEALTH_CHECK, STATUS } from '../../failure-facts.ts';
import { type Rule, seen } from '../rule.ts';

const WELL = 200;

/** What a load balancer is told of a node is not so. */
export const healthCheck: Rule = {
  about:
    "a node's healthCheckNodePort does not answer, or says that it has ready backends where it has none, or none where it has some",
  needs: 'an answer of a healthCheckNodePort, or none, with a status that was judged',
  says: ({ fields }) =>
    fields
      .filter(({ about }) => about.includes(HEALTH_CHECK))
      .flatMap(({ about, wrong }) =>
        wrong
          .filter(({ path }) => path === STATUS)
          .map(({ expected, value }) => {
            if (value === 0) return seen(`${about} answers nobody: load balancers leave that node out`);
            const means =
              value === WELL
                ? 'load balancers send there, where no backend is ready'
                : 'load balancers leave that node out, or can not tell';
            return seen(`${about} answers with status ${String(value)} where ${expected} is due: ${means}`);
          }),
      )
      .slice(0, 1),
};
