/** Which observations, Services and pods a failure is about. */
import type { ClientPod } from '../../cluster/cluster.ts';
import type { Backend } from '../backend.ts';
import type { Asked, Fields } from '../observation.ts';

/** More of a kind would be gathered at the cost of the moment. */
const MOST_SERVICES = 4;
const MOST_PODS = 20;

/** Something came that had not to, or its positive control did not answer; whether it was judged or not. */
export function isWrong({ observation }: Asked): boolean {
  const { cell, evidence } = observation;
  if (cell.holds !== null) return !cell.holds;
  const { answered: _, ...others } = cell.control?.outcomes ?? {};
  return evidence !== null || Object.keys(others).length > 0 || (cell.outcomes.broken ?? 0) > 0;
}

/** Those that are wrong; where none is, those that nobody judged. */
export function wrongOf(asked: readonly Asked[]): Asked[] {
  const wrong = asked.filter(isWrong);
  return wrong.length > 0 ? wrong : asked.filter(({ observation }) => observation.cell.holds === null);
}

/** `namespace/name` of the Services concerned, those of failed probes first. */
export function servicesConcerned(wrong: readonly Asked[], fields: readonly Fields[]): string[] {
  const ofTraffic = wrong.flatMap(({ target, of, control }) => [target.service, of.name, control?.service]);
  const ofFields = fields.filter(({ cell }) => cell.holds !== true).map(serviceOfFields);
  const names = [...ofTraffic, ...ofFields].filter((name) => name !== undefined);
  return [...new Set(names)].slice(0, MOST_SERVICES);
}

/** The Service that judged values are about, by the words for what has them. */
export function serviceOfFields({ cell }: Fields): string | undefined {
  return /\b(?:Service|of) ([a-z0-9.-]+\/[a-z0-9.-]+)/.exec(cell.target)?.[1];
}

/** The pods that had to answer, each once. */
export function backendsConcerned(wrong: readonly Asked[]): Backend[] {
  const all = new Map(wrong.flatMap(({ of }) => of.backends).map((backend) => [backend.name, backend]));
  return [...all.values()].slice(0, MOST_PODS);
}

/** The client pods that asked. */
export function clientsConcerned(wrong: readonly Asked[], clients: readonly ClientPod[]): ClientPod[] {
  return clients.filter(({ node, hostNetwork }) =>
    wrong.some(({ client }) => client.node === node && client.kind === (hostNetwork ? 'node' : 'pod')),
  );
}
