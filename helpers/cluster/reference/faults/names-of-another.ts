import type { Fault } from './fault.ts';

/** A Service that every cluster has. */
const OTHER = 'kubernetes.default.svc.cluster.local';

export const namesOfAnother: Fault = {
  what: 'the name of a Service has the address of another one: kube-dns mixes them up',
  mustFail: ['API-4', 'ARTICLE-4', 'DNS-1', 'DNS-2', 'DNS-4', 'DNS-5'],
  wraps: () => ({
    findName: (findName) => (name, type) => {
      const found = findName(name, type);
      const [other] = findName(OTHER, 'A').records;
      const addresses = found.records.filter((record) => record.type === 'A');
      if (type !== 'A' || addresses.length !== 1 || !other) return found;
      return {
        ...found,
        records: found.records.map((each) => (each.type === 'A' ? { ...each, value: other.value } : each)),
      };
    },
  }),
};
