import { API_SERVICE, otherDns } from '../breaks/other-dns.ts';
import type { Fault } from '../fault.ts';

export const dnsWrongService: Fault = {
  what: 'kube-dns gives the address of another Service for every name',
  like: 'a wildcard record before the cluster zone; a cache that mixes up names',
  mustFail: ['DNS-4', 'ARTICLE-4'],
  puts: (ground) =>
    otherDns(
      ground,
      (zone) =>
        `template IN A ${zone} {\n match "^[^.]+[.][^.]+[.]svc[.]${zone}[.]$"\n answer "{{ .Name }} 5 IN A ${API_SERVICE}"\n}`,
    ),
};
