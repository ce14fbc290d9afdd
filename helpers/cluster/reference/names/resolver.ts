import type { FindName, Found } from './names.ts';

/** What a pod's resolver makes of a name: its IPv4 addresses, by way of the search path in its resolv.conf; none where it has none. */
export function resolve(find: FindName, resolvConf: string, name: string): string[] {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return [name];
  for (const candidate of candidates(resolvConf, name)) {
    const addresses = addressesIn(find(candidate, 'A'));
    if (addresses.length > 0) return addresses;
  }
  return [];
}

function addressesIn({ records }: Found): string[] {
  return records.flatMap(({ type, value }) => (type === 'A' ? value : []));
}

function candidates(resolvConf: string, name: string): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const search = (/^search (.*)$/m.exec(resolvConf)?.[1] ?? '').split(' ').filter(Boolean);
  const ndots = Number(/\bndots:(\d+)/.exec(resolvConf)?.[1] ?? 1);
  const searched = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}
