import type { DnsRecord } from '../names/names.ts';
import type { Fault } from './fault.ts';

export const namesOfAnother: Fault = {
  what: 'a name has the address of another Service: kube-dns mixes them up',
  mustFail: ['ARTICLE-4', 'DNS-1', 'DNS-4', 'DNS-5'],
  wraps: () => ({
    findName: (findName) => {
      let last: DnsRecord | undefined;
      return (name, type) => {
        const found = findName(name, type);
        const [record] = found.records;
        if (type !== 'A' || record?.type !== 'A') return found;
        const other = last && last.name !== name ? last : record;
        last = record;
        return { ...found, records: found.records.map((each) => ({ ...each, value: other.value })) };
      };
    },
  }),
};
