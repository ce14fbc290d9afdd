import type { DnsRecord } from '../names/names.ts';
import type { Fault } from './fault.ts';

export const srvOfTargetPort: Fault = {
  what: 'SRV records name the targetPort',
  mustFail: ['DNS-4'],
  wraps: () => ({
    findName: (findName) => (name, type) => {
      const { rcode, records } = findName(name, type);
      const isMapped = ({ type, value }: DnsRecord) => type === 'SRV' && value.split('.').length === 5;
      return { rcode, records: records.map((each) => (isMapped(each) ? { ...each, port: 8080 } : each)) };
    },
  }),
};
