import type { OutsidePlace } from '../cluster/cluster.ts';
import { curlClient } from './curl-client.ts';
import type { Client } from './probe.ts';
import { curlByHand } from './repeat.ts';
import { runInContainer } from './run-in-container.ts';

/** The outside client that is a container on the nodes' network, for machines that don't reach that network themselves. */
export function containerClient(
  { containerId, containerName }: Extract<OutsidePlace, { kind: 'container' }>,
  nonce: string,
): Client {
  return curlClient(
    {
      kind: 'outside',
      name: `container ${containerName}`,
      repeat: (target) => `docker exec ${containerName} ${curlByHand(target)}`,
    },
    runInContainer(containerId),
    nonce,
  );
}
