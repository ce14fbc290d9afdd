import type { Condition } from '../faults/fault.ts';
import type { Found } from '../names/names.ts';

/** The longest TTL that the DNS specification's implementations use, in ms. */
const TTL_MS = 30_000;

export const namesCached: Condition = {
  what: 'what a name server has said it says again for 30 s, that there is no such name, too',
  wraps: () => ({
    findName: (findName) => {
      const said = new Map<string, { readonly found: Found; readonly until: number }>();
      return (name, type) => {
        const key = `${type} ${name}`;
        const last = said.get(key);
        if (last && performance.now() < last.until) return last.found;
        const found = findName(name, type);
        said.set(key, { found, until: performance.now() + TTL_MS });
        return found;
      };
    },
  }),
};
