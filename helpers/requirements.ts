/** The catalogue: every requirement that the suite checks. The README's table, the report, `--list` and the specs' titles come from it. */
import { AFFINITY } from './catalogue/affinity.ts';
import { API } from './catalogue/api.ts';
import { ARTICLE } from './catalogue/article.ts';
import { BACKENDS } from './catalogue/backends.ts';
import { CLUSTERIP } from './catalogue/clusterip.ts';
import { DNS } from './catalogue/dns.ts';
import { DUALSTACK } from './catalogue/dualstack.ts';
import { NODEPORT } from './catalogue/nodeport.ts';
import { POLICY } from './catalogue/policy.ts';
import { PORTS } from './catalogue/ports.ts';
import { PROXY } from './catalogue/proxy.ts';
import type { Requirement } from './catalogue/requirement.ts';
import { SCALE } from './catalogue/scale.ts';
import { SOURCE } from './catalogue/source.ts';
import { UDP } from './catalogue/udp.ts';

export type { Requirement };

export const REQUIREMENTS = [
  ...ARTICLE,
  ...CLUSTERIP,
  ...NODEPORT,
  ...BACKENDS,
  ...POLICY,
  ...AFFINITY,
  ...SOURCE,
  ...PORTS,
  ...UDP,
  ...DNS,
  ...API,
  ...PROXY,
  ...DUALSTACK,
  ...SCALE,
] as const satisfies readonly Requirement[];

export type RequirementId = (typeof REQUIREMENTS)[number]['id'];

/** The entry of an id. Throws for an id that the catalogue does not have. */
export function requirementOf(id: string): Requirement {
  const entry = REQUIREMENTS.find((requirement) => requirement.id === id);
  if (!entry) throw new Error(`no requirement ${id} in helpers/requirements.ts`);
  return entry;
}

/** ARTICLE of ARTICLE-7: the group that `--focus` can name. */
export function topicOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}
