/** The numbers that Services are given: pkg/registry/core/service/{ipallocator,portallocator}. */
import { randomInt } from 'node:crypto';

export const NODE_PORTS = { from: 30_000, to: 32_767 } as const;

/** calculateRangeOffset: the low band is left to requests while the upper one is free (KEP-3070, KEP-3668). */
function lowBand(size: number, share: number, most: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / share)), most);
}

/** A free number from 0 to `size`, of the upper band if there is one; undefined where all are taken. */
function draw(size: number, band: number, isTaken: (offset: number) => boolean): number | undefined {
  for (const [from, to] of [
    [band, size],
    [0, band],
  ] as const) {
    const first = to > from ? randomInt(from, to) : from;
    for (let tried = 0; tried < to - from; tried += 1) {
      const offset = from + ((first - from + tried) % (to - from));
      if (!isTaken(offset)) return offset;
    }
  }
  return undefined;
}

export function freeNodePort(taken: ReadonlySet<number>): number | undefined {
  const size = NODE_PORTS.to - NODE_PORTS.from + 1;
  const offset = draw(size, lowBand(size, 32, 128), (each) => taken.has(NODE_PORTS.from + each));
  return offset === undefined ? undefined : NODE_PORTS.from + offset;
}

/** An IPv4 range that ClusterIPs are taken from. */
export class ServiceRange {
  readonly cidr: string;
  readonly #base: number;
  readonly #size: number;

  constructor(cidr: string) {
    const [network = '', prefix = ''] = cidr.split('/');
    this.cidr = cidr;
    this.#base = numberOf(network);
    this.#size = 2 ** (32 - Number(prefix));
  }

  holds(address: string): boolean {
    const offset = numberOf(address) - this.#base;
    return offset >= 0 && offset < this.#size;
  }

  /** The nth address; the network's own is the 0th. */
  at(offset: number): string {
    const number = this.#base + offset;
    return [24, 16, 8, 0].map((bits) => (number >>> bits) & 0xff).join('.');
  }

  /** One that nobody has. Neither the network's own nor the last is given to anybody. */
  free(taken: ReadonlySet<string>): string | undefined {
    const usable = this.#size - 2;
    const offset = draw(usable, lowBand(usable, 16, 256), (each) => taken.has(this.at(each + 1)));
    return offset === undefined ? undefined : this.at(offset + 1);
  }
}

/** NaN for what is no IPv4 address. */
function numberOf(address: string): number {
  const parts = address.split('.').map(Number);
  return parts.length === 4 ? parts.reduce((sum, part) => sum * 256 + part, 0) : Number.NaN;
}
