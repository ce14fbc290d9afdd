/** A Service whose ports lead to the same backends: one to short answers, one to answers that fill several packets. */
import type { V1Service } from '@kubernetes/client-node';
import { LONG_ANSWERS } from '../helpers/report/failure-facts.ts';
import { BACKEND_PORT, LONG_ANSWERS_PORT } from '../helpers/scene/backend-config.ts';
import { SERVICE_PORT } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import type { Stage } from '../helpers/scene/stage.ts';

/** The positive control comes first: where no answer comes, its length is no reason. That it has its length shows the backend's port. */
export const BOTH_LENGTHS = [
  { name: 'short-answers', port: SERVICE_PORT, targetPort: BACKEND_PORT },
  { name: LONG_ANSWERS, port: SERVICE_PORT + 1, targetPort: LONG_ANSWERS_PORT },
] as const;

export function serviceOfBothLengths(stage: Stage, name: string, type?: 'NodePort'): Promise<V1Service> {
  return stage.service({ name: stage.name(name), ...(type && { type }), selector: SHARED, ports: BOTH_LENGTHS });
}
