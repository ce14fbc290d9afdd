import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Service } from '@kubernetes/client-node';
import { apply } from '../../kube/apply.ts';
import { createNamespace } from '../../kube/namespace.ts';
import { remove } from '../../kube/remove.ts';
import type { Condition } from '../fault.ts';

/** In ms. */
const EVERY_MS = 500;

export const churn: Condition = {
  what: "somebody else's Service comes and goes twice a second",
  why: 'a proxy writes its rules anew each time, and whole',
  concerns: ['BACKENDS-1'],
  puts: async ({ cluster, kube, labels }) => {
    await using undo = new AsyncDisposableStack();
    const { name: namespace } = undo.use(await createNamespace(kube, `${cluster.runId}-churn`, labels));
    const service: V1Service = {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'comes-and-goes', namespace } },
      spec: { type: 'NodePort', selector: { app: 'nobody' }, ports: [{ port: 8123 }] },
    };
    const over = new AbortController();
    const loop = (async () => {
      while (!over.signal.aborted) {
        await apply(kube, service).catch(() => {});
        await sleep(EVERY_MS);
        await remove(kube, service).catch(() => {});
      }
    })();
    undo.defer(async () => {
      over.abort();
      await loop;
    });
    return undo.move();
  },
};
