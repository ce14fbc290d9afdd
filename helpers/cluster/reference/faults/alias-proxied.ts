import type { Fault } from './fault.ts';

export const aliasProxied: Fault = {
  what: 'an ExternalName Service is proxied: its name has an address of its own on which its ports are mapped',
  mustFail: ['DNS-5'],
  wraps: () => ({
    findName: (findName) => (name, type) => {
      const found = findName(name, type);
      const isAlias = found.records.some((record) => record.type === 'CNAME');
      if (!isAlias) return found;
      return {
        ...found,
        records: found.records.filter((record) => record.type !== 'CNAME').map((record) => ({ ...record, name })),
      };
    },
  }),
};
