import type { OutsidePlace } from '../cluster/cluster.ts';
import type { Client } from './probe.ts';
import { programClient } from './program-client.ts';
import { byHand } from './repeat.ts';
import { runInContainer } from './run-in-container.ts';

/** The outside client that is a container on the nodes' network, for machines that don't reach that network themselves. */
export function containerClient(
  { containerId, containerName }: Extract<OutsidePlace, { kind: 'container' }>,
  nonce: string,
): Client {
  return programClient(
    {
      kind: 'outside',
      name: `container ${containerName}`,
      repeat: (target) => `docker exec ${containerName} ${byHand(target)}`,
    },
    runInContainer(containerId),
    nonce,
  );
}
