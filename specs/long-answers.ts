/** A Service whose ports lead to the same backends: one to short answers, one to answers that fill several packets. */
import type { V1ServicePort } from '@kubernetes/client-node';
import type { Check } from '../helpers/expect/check.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { onServerPort } from '../helpers/expect/probe-rules.ts';
import { LONG_ANSWERS } from '../helpers/report/failure-facts.ts';
import { BACKEND_PORT, LONG_ANSWERS_PORT } from '../helpers/scene/backend-config.ts';
import { SERVICE_PORT } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import type { Stage } from '../helpers/scene/stage.ts';
import type { fromOutside } from '../helpers/scene/ways.ts';
import { reached } from './backends-ways.ts';

/** The positive control comes first: where no answer comes, its length is no reason. That it has its length shows the backend's port. */
const BOTH_LENGTHS = [
  { name: 'short-answers', port: SERVICE_PORT, targetPort: BACKEND_PORT },
  { name: LONG_ANSWERS, port: SERVICE_PORT + 1, targetPort: LONG_ANSWERS_PORT },
] as const satisfies readonly V1ServicePort[];

/** Expects answers of both lengths, whole, from every backend, along the ways to such a Service. */
export async function arriveWhole(
  check: Check,
  stage: Stage,
  type: 'ClusterIP' | 'NodePort',
  ways: typeof fromOutside,
) {
  const backends = await stage.shared();
  const service = await stage.service({
    name: stage.name('both-lengths'),
    type,
    selector: SHARED,
    ports: BOTH_LENGTHS,
  });
  for (const { port, targetPort } of BOTH_LENGTHS) {
    const of = stage.subject(service, backends, targetPort);
    const rule = onServerPort(targetPort);
    for (const sampling of await reached(check, ways(stage, service, port), of, { until: rule.holds })) {
      expect(sampling).toBeAnsweredWith(rule);
    }
  }
}
