/** The names of a cluster, asked in a pod: of its resolver by way of its search path, or of its DNS server itself. */
import { randomInt } from 'node:crypto';
import type { Cluster } from '../cluster/cluster.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import type { Kube } from '../kube/client.ts';
import { NotYet } from '../kube/eventually.ts';
import { exec } from '../kube/exec.ts';
import type { ExecPlace } from '../kube/exec-broken.ts';
import { ANSWER_BYTES, type DnsAnswer, encodeQuery, parseAnswer, type Question } from './dns-query.ts';

/** Its exit code where a name has no address. */
const GETENT_NOT_FOUND = 2;

const GETENT = `for name; do getent ahosts "$name"; echo "exit $?"; done`;

/** A datagram may be lost; dd takes exactly one. The query is written at once, as one datagram. */
const ASK = `
server=$1; shift
for query; do
  for try in 1 2 3; do
    exec 3<>"/dev/udp/$server/53"
    base64 -d <<<"$query" >&3
    answer=$(timeout 2 dd bs=${ANSWER_BYTES} count=1 status=none <&3 | base64 -w 0)
    exec 3>&-
    [ -z "$answer" ] || break
  done
  echo "$answer"
done`;

/** The client pods of the run as such places: one on each node, in another namespace than any spec's. */
export function clientPods({ clients }: Pick<Cluster, 'clients'>): ExecPlace[] {
  const pods = clients.filter(({ hostNetwork }) => !hostNetwork);
  if (pods.length === 0) throw new Inconclusive('the cluster has no client pod to ask names in: start it anew');
  return pods.map(({ namespace, name: pod, container }) => ({ namespace, pod, container }));
}

/** The command that asks it by hand. */
export function getentByHand({ namespace, pod, container }: ExecPlace, name: string): string {
  return `kubectl -n ${namespace} exec ${pod} -c ${container} -- getent ahosts ${name}`;
}

/** What the pod's own resolver makes of each name: its addresses, none where it has none. One exec for all. */
export async function resolveNames<K extends string>(
  kube: Kube,
  place: ExecPlace,
  names: Readonly<Record<K, string>>,
  signal?: AbortSignal,
): Promise<Record<K, string[]>> {
  const keys = Object.keys(names) as K[];
  const stdout = await run(kube, place, ['bash', '-c', GETENT, 'getent', ...keys.map((key) => names[key])], signal);
  const parts = stdout.split(/^exit (\d+)\n/m);
  const found = keys.map((key, index) => {
    const [lines = '', code = ''] = parts.slice(2 * index);
    if (code !== '0' && code !== String(GETENT_NOT_FOUND)) {
      throw new Error(`pod ${place.namespace}/${place.pod}: getent ahosts ${names[key]} ended with exit code ${code}`);
    }
    return [key, [...new Set(lines.split('\n').flatMap((line) => line.split(/\s+/)[0] || []))]] as const;
  });
  return Object.fromEntries(found) as Record<K, string[]>;
}

export interface Resolver {
  /** Address of the DNS server. */
  readonly server: string;
  /** The cluster's domain, such as `cluster.local`. */
  readonly zone: string;
}

/** What the pod's resolver is told by its kubelet. */
export async function resolverOf(kube: Kube, place: ExecPlace, signal?: AbortSignal): Promise<Resolver> {
  const text = await run(kube, place, ['cat', '/etc/resolv.conf'], signal);
  const server = /^nameserver\s+(\S+)/m.exec(text)?.[1];
  const zone = /^search.*\ssvc\.(\S+)/m.exec(text)?.[1];
  if (!server || !zone) {
    throw new Error(
      `pod ${place.namespace}/${place.pod}: its /etc/resolv.conf names no server or no svc.ZONE: ${text}`,
    );
  }
  return { server, zone };
}

/** Asks the DNS server, past search path and resolver. @throws {NotYet} where it does not answer. */
export async function askDns<K extends string>(
  kube: Kube,
  place: ExecPlace,
  server: string,
  questions: Readonly<Record<K, Question>>,
  signal?: AbortSignal,
): Promise<Record<K, DnsAnswer>> {
  const asked = (Object.keys(questions) as K[]).map((key) => ({ key, id: randomInt(0x10000), of: questions[key] }));
  const queries = asked.map(({ id, of }) => encodeQuery(of, id).toString('base64'));
  const answers = (await run(kube, place, ['bash', '-c', ASK, 'ask', server, ...queries], signal)).split('\n');
  const parsed = asked.map(({ key, id, of }, index) => {
    const answer = answers[index];
    if (!answer) throw new NotYet(`DNS server ${server} did not answer ${of.type} ${of.name}`);
    return [key, parseAnswer(Buffer.from(answer, 'base64'), id)] as const;
  });
  return Object.fromEntries(parsed) as Record<K, DnsAnswer>;
}

async function run(kube: Kube, place: ExecPlace, command: string[], signal: AbortSignal | undefined): Promise<string> {
  const { exitCode, stdout, stderr } = await exec(kube, { ...place, command, signal });
  if (exitCode === 0) return stdout;
  throw new Error(
    `pod ${place.namespace}/${place.pod}: ${command[0]} ended with exit code ${exitCode}: ${stderr.trim()}`,
  );
}
