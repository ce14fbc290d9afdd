import { otherDns } from '../breaks/other-dns.ts';
import type { Fault } from '../fault.ts';

export const dnsWithoutReverse: Fault = {
  what: 'kube-dns has no names for addresses',
  like: 'a Corefile without in-addr.arpa',
  mustFail: ['DNS-4'],
  puts: (ground) => otherDns(ground, () => 'template IN PTR in-addr.arpa {\n rcode NXDOMAIN\n}'),
};
