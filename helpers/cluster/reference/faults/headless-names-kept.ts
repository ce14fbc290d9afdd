import type { DnsRecord } from '../names/names.ts';
import type { Fault } from './fault.ts';

export const headlessNamesKept: Fault = {
  what: 'the name of a headless Service leads on to pods that are not ready any more, and to those that are gone',
  mustFail: ['DNS-2'],
  wraps: () => ({
    findName: (findName) => {
      const said = new Map<string, DnsRecord[]>();
      return (name, type) => {
        const found = findName(name, type);
        if (type !== 'A') return found;
        const before = said.get(name) ?? [];
        // Of Services, only headless ones have several addresses.
        const addresses = found.records.filter((each) => each.type === type);
        if (addresses.length < 2 && before.length === 0) return found;
        const records = [
          ...found.records,
          ...before.filter(({ value }) => !found.records.some((each) => each.value === value)),
        ];
        said.set(name, records);
        return { rcode: 0, records };
      };
    },
  }),
};
