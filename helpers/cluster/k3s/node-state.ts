/** Proof that whoever disturbed a node has put it back. */
import { eventually, NotYet, WaitTimedOut } from '../../kube/eventually.ts';
import type { ClusterNode } from '../cluster.ts';
import { difference } from './node-difference.ts';
import { type NodeState, snapshot } from './node-snapshot.ts';

export { difference, type NodeState, snapshot };

/** Programming that is lost is repaired within this: kubelet looks after its chains every 60 s, kube-proxy every 30 s; in ms. */
const PUT_BACK_MS = 90_000;

/** Pace of looking, in ms; a look takes the node about half a second. */
const LOOK_EVERY_MS = 1_000;

/** Differences that stand in a message. */
const SHOWN = 5;

/** A node is not as it was; what is asked of it from now on proves nothing. */
class NotPutBack extends Error {
  override readonly name = 'NotPutBack';
}

/**
 * Does something that disturbs nodes and mends them, and waits until their rules, routes and settings are what they were.
 * Services, their endpoints and the pods on these nodes must be the same before and after, since all of them are rules too.
 * @param options.within for the state to be what it was once `body` has ended, in ms; by default 90 s
 * @throws {NotPutBack} that names node and line. What `body` throws is thrown as it is, this being added to its message.
 */
export async function putBack<T>(
  nodes: readonly ClusterNode[],
  body: () => Promise<T>,
  { within = PUT_BACK_MS }: { readonly within?: number } = {},
): Promise<T> {
  const before = await Promise.all(nodes.map(snapshot));
  let value: T;
  try {
    value = await body();
  } catch (error) {
    await areAsBefore(before, within).catch((trouble: Error) => {
      const failed = error as Error;
      failed.message = `${failed.message}\nand besides: ${trouble.message}`;
    });
    throw error;
  }
  await areAsBefore(before, within);
  return value;
}

async function areAsBefore(before: readonly NodeState[], within: number): Promise<void> {
  try {
    await eventually(
      'nodes as they were',
      async () => {
        const after = await Promise.all(before.map(({ node }) => snapshot(node)));
        const changes = after.flatMap((state, index) => difference(before[index] ?? state, state));
        if (changes.length > 0) throw new NotYet(shortened(changes));
      },
      { within, every: LOOK_EVERY_MS },
    );
  } catch (error) {
    if (!(error instanceof WaitTimedOut)) throw error;
    const message = `not put back within ${within / 1000} s: ${error.last || 'no look at the nodes came to an end'}; start a new cluster`;
    throw new NotPutBack(message, { cause: error });
  }
}

function shortened(changes: readonly string[]): string {
  const more = changes.length - SHOWN;
  return `${changes.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
