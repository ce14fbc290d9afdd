import { type Rule, seen } from '../rule.ts';
import { addressText, placeText } from '../words.ts';

/** One client of a Service with affinity is led to several pods. */
export const affinityLost: Rule = {
  about: 'one client is led to several pods within seconds, though the Service asks for affinity',
  needs: 'a sample from one client that several backends answered, through a Service whose sessionAffinity is ClientIP',
  says: ({ observations, services }) =>
    observations
      .filter(({ kind, holds, to, backends }) => {
        const service = services.find(({ name }) => name === to.service);
        const isSticky = service?.sessionAffinity === 'ClientIP';
        return kind === 'sampling' && holds === false && isSticky && Object.keys(backends).length > 1;
      })
      .slice(0, 1)
      .map(({ from, to, backends, spanMs }) => {
        const counts = Object.entries(backends).map(([name, count]) => `${name} ${count}`);
        return seen(
          `${placeText(from)} was led to ${counts.length} pods at ${addressText(to)} within ${spanMs} ms (${counts.join(', ')}), though the Service asks for affinity by client address`,
        );
      }),
};
