import { otherDns } from '../breaks/other-dns.ts';
import type { Fault } from '../fault.ts';

export const dnsWithoutSrv: Fault = {
  what: 'kube-dns has no SRV records',
  like: 'a name server with a part of the specification',
  mustFail: ['DNS-4'],
  puts: (ground) => otherDns(ground, (zone) => `template IN SRV ${zone} {\n rcode NXDOMAIN\n}`),
};
