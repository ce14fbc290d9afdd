/** The records of Services that applications rarely ask for, from the name server itself: SRV, PTR and CNAME. */
import { NAME_RESOLVED_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { equal, none, sameSet } from '../helpers/expect/field-rules.ts';
import { Inconclusive } from '../helpers/expect/inconclusive.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { undeclaredPort } from '../helpers/expect/proxy-rules.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { endpointSlices } from '../helpers/kube/endpoints.ts';
import { BACKEND_PORT } from '../helpers/scene/backend-config.ts';
import { type DnsAnswer, type Question, reverseName } from '../helpers/scene/dns-query.ts';
import { askDns, clientPods, getentByHand, resolveNames, resolverOf } from '../helpers/scene/resolver.ts';
import { SERVICE_PORT, updateService } from '../helpers/scene/services.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import { scene } from '../helpers/scene/stage.ts';
import { clusterIP, dnsName } from '../helpers/scene/targets.ts';

const set = scene('dns-records');

requirement('DNS-4', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const backends = await stage.shared();
  // In a headless Service no port is mapped, so there both numbers are the same, and the answer can only be one.
  const web = { name: 'web', port: BACKEND_PORT, targetPort: BACKEND_PORT };
  const media = { name: 'media', port: 9000, targetPort: 9000, protocol: 'UDP' };
  const mapped = [
    { ...web, port: SERVICE_PORT },
    { ...media, port: SERVICE_PORT },
  ];
  const plain = await stage.service({ name: stage.name('srv'), selector: SHARED, ports: mapped });
  const headless = await stage.service({
    ...{ name: stage.name('srv-headless'), selector: SHARED, ports: [web, media], clusterIP: 'None' },
  });
  const unnamed = await stage.service({ name: stage.name('unnamed'), selector: SHARED });
  const [place] = clientPods(stage.cluster);
  if (!place) throw new Inconclusive('there is no pod to ask names in: start the cluster anew');
  const { server, zone } = await resolverOf(kube, place, check.signal);
  const full = ({ metadata }: typeof plain) => `${metadata?.name}.${metadata?.namespace}.svc.${zone}`;
  const { host } = clusterIP(plain);
  const address = host.includes(':') ? 'AAAA' : 'A';
  const srv = (prefix: string, service: typeof plain): Question => ({
    name: `${prefix}.${full(service)}`,
    type: 'SRV',
  });
  const questions = {
    web: srv('_web._tcp', plain),
    media: srv('_media._udp', plain),
    'other protocol': srv('_media._tcp', plain),
    'headless web': srv('_web._tcp', headless),
    'headless media': srv('_media._udp', headless),
    unnamed: srv(`_${SERVICE_PORT}._tcp`, unnamed),
    'unnamed by the name of another': srv('_web._tcp', unnamed),
    'address of the unnamed': { name: full(unnamed), type: address },
    reverse: { name: reverseName(host), type: 'PTR' },
  } as const satisfies Record<string, Question>;
  const read = async (signal: AbortSignal) => {
    const answers = await askDns(kube, place, server, questions, signal);
    const targets = answers['headless web'].records.flatMap((record) => record.split(' ')[2] ?? []);
    const addresses = await askDns(
      ...([kube, place, server] as const),
      Object.fromEntries(targets.map((target) => [target, { name: target, type: address }])),
      signal,
    );
    const found = Object.values(addresses).flatMap(({ records }) => records);
    const records = (Object.keys(questions) as (keyof typeof questions)[]).map((key) => [key, recordsOf(answers[key])]);
    const ports = (key: 'headless web' | 'headless media') =>
      answers[key].records.map((record) => record.split(' ').slice(0, 2).join(' '));
    return {
      ...Object.fromEntries(records),
      ...{ 'headless web': ports('headless web'), 'headless media': ports('headless media') },
      'addresses of headless web': found,
    };
  };
  const each = (text: string) => backends.map(() => text);
  const rules = {
    web: sameSet([`SRV ${SERVICE_PORT} ${full(plain)}`]),
    media: sameSet([`SRV ${SERVICE_PORT} ${full(plain)}`]),
    'other protocol': sameSet([]),
    'headless web': sameSet(each(`SRV ${BACKEND_PORT}`)),
    'headless media': sameSet(each('SRV 9000')),
    'addresses of headless web': sameSet(backends.map((backend) => `${address} ${backend.address}`)),
    unnamed: sameSet([]),
    'unnamed by the name of another': sameSet([]),
    'address of the unnamed': sameSet([`${address} ${clusterIP(unnamed).host}`]),
    reverse: sameSet([`PTR ${full(plain)}`]),
  };
  const options = {
    what: `the records of three Services at name server ${server}`,
    repeat: `kubectl -n kube-system port-forward service/kube-dns 5300:53 & dig +tcp -p 5300 @127.0.0.1 SRV ${questions.web.name}`,
  };
  expect(await check.read({ ...options, read, rules, within: NAME_RESOLVED_MS })).toHaveFields(rules);
  check.note(
    'headless Services were asked for ports whose targetPort is the same: which of the two an SRV record names is not judged',
  );
});

requirement('DNS-5', async (check) => {
  const stage = await set.stage();
  const { kube } = stage;
  const backends = await stage.shared();
  const [place] = clientPods(stage.cluster);
  const client = stage.places.pods[0];
  if (!place || !client) throw new Inconclusive('there is no pod to ask names in: start the cluster anew');
  const { server, zone } = await resolverOf(kube, place, check.signal);
  const [oldPort, newPort] = [8124, 8125];
  const over = (port: number) => ({ selector: SHARED, ports: [{ port, targetPort: BACKEND_PORT }] });
  const before = await stage.service({ name: stage.name('before'), ...over(oldPort) });
  const after = await stage.service({ name: stage.name('after'), ...over(newPort) });
  const full = ({ metadata }: typeof before) => `${metadata?.name}.${metadata?.namespace}.svc.${zone}`;
  // Selector and port mean nothing in a Service of this type: neither endpoints nor a mapping come of them.
  const alias = await stage.service({
    ...{ name: stage.name('alias'), type: 'ExternalName', externalName: full(before), selector: SHARED },
    ports: [{ port: SERVICE_PORT, targetPort: BACKEND_PORT }],
  });
  const shown = `kubectl -n ${alias.metadata?.namespace} get service ${alias.metadata?.name} -o yaml`;
  const addressless = { 'spec.clusterIP': none, 'spec.clusterIPs': none, 'spec.ports.0.nodePort': none };
  expect(check.fields('an ExternalName Service', alias, shown)).toHaveFields(addressless);

  const follows = async (target: typeof before, port: number) => {
    const read = async (signal: AbortSignal) => {
      const question = { name: full(alias), type: 'CNAME' } as const;
      const { alias: answer } = await askDns(kube, place, server, { alias: question }, signal);
      return { ...(await resolveNames(kube, place, { addresses: full(alias) }, signal)), records: recordsOf(answer) };
    };
    const rules = { addresses: sameSet(target.spec?.clusterIPs ?? []), records: sameSet([`CNAME ${full(target)}`]) };
    const what = `the name ${full(alias)} at name server ${server}`;
    const options = { what, repeat: getentByHand(place, full(alias)), read, rules, within: NAME_RESOLVED_MS };
    expect(await check.read(options)).toHaveFields(rules);
    const of = stage.subject(target, backends);
    const open = { ...dnsName(alias, full(alias)), port };
    expect(await check.sample({ client, target: open, of, within: SERVICE_PROGRAMMED_MS })).toReachEveryBackend();
    return { control: open, of };
  };
  await follows(before, oldPort);
  await updateService(kube, alias, ({ spec }) => Object.assign(spec ?? {}, { externalName: full(after) }));
  const there = await follows(after, newPort);
  const rule = undeclaredPort(stage.cluster.proxyMode);
  const own = dnsName(alias, full(alias));
  expect(await check.silence({ client, target: own, ...there, within: 0, rule })).toReachNobody();
  const slices = async ({ metadata }: typeof alias) =>
    endpointSlices(kube, metadata?.namespace ?? '', metadata?.name ?? '');
  const rows = { alias: await slices(alias), other: await slices(after) };
  expect(check.fields('EndpointSlices of an ExternalName Service with a selector', rows, shown)).toHaveFields({
    alias: none,
    'other.length': equal(backends.length),
  });
});

/** NXDOMAIN and an empty answer both say that there is none; anything else says nothing. */
function recordsOf({ rcode, records }: DnsAnswer): readonly string[] | string {
  return rcode === 0 || rcode === 3 ? records : `DNS error ${rcode}`;
}
