import type { Door, Way } from './route.ts';

/** One of the ways; the client is named by its address. */
export type Choose = (ways: readonly Way[], door: Door | undefined, client: string) => Way;

/** So many choices are kept before those that are over are forgotten. */
const SWEEP_AT = 10_000;

interface Choice {
  readonly address: string;
  readonly port: number;
  readonly endsAt: number;
}

/**
 * Which backend each client was given on each node, for each Service port: ipt `recent` (`--rcheck --seconds`, `--set` at each new
 * connection), nft `update @set` with a timeout.
 */
export class Affinity {
  readonly #choices = new Map<string, Choice>();
  readonly #now: () => number;
  readonly #random: () => number;

  /** @param now in ms. @param random from 0 to 1, as Math.random. */
  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  /** One of the ways, at random; or that which this client took last, if affinity lasts and it still is one of them. */
  choose(ways: readonly Way[], door: Door | undefined, client: string): Way {
    const at = this.#now();
    const sticky = door && door.affinitySeconds > 0 ? door : undefined;
    const key = sticky ? keyOf(sticky, client) : '';
    const last = sticky && this.#choices.get(key);
    const isLast = ({ address, port }: Way) => address === last?.address && port === last.port && at <= last.endsAt;
    const way = ways.find(isLast) ?? ways[Math.floor(this.#random() * ways.length)];
    if (!way) throw new Error('there is no way to choose from');
    if (sticky) {
      this.#sweep(at);
      this.#choices.set(key, { address: way.address, port: way.port, endsAt: at + sticky.affinitySeconds * 1_000 });
    }
    return way;
  }

  #sweep(at: number): void {
    if (this.#choices.size < SWEEP_AT) return;
    for (const [key, { endsAt }] of this.#choices) if (endsAt < at) this.#choices.delete(key);
  }
}

function keyOf({ node, service, port }: Door, client: string): string {
  return [node, service, port.name, port.protocol, client].join(' ');
}
