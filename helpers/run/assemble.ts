import packageJson from '../../package.json' with { type: 'json' };
import type { PromiseBounds } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { REFERENCE_NOTICE } from '../cluster/reference/notice.ts';
import { articleOverlays } from '../overlays.ts';
import { redact } from '../redact.ts';
import { featuresOf } from '../report/features.ts';
import { programmingOf } from '../report/programming.ts';
import { secondAttempts } from '../report/records.ts';
import type { CreatedReport, RequirementResult, Rung, RunReport, Table } from '../report/results.ts';
import { settle } from '../report/settle.ts';
import { overall, totalsOf } from '../report/verdict.ts';
import { applyWaivers, type Waiver } from '../report/waivers.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { recordsIn } from './records-in.ts';
import { withSecondAttempts } from './second-attempt.ts';

export interface Found {
  /** null where no cluster came up. */
  readonly cluster: Cluster | null;
  readonly ladder: readonly Rung[];
  readonly bounds: PromiseBounds;
  readonly phases: readonly Rung[];
  readonly outsideClient: string | null;
  readonly recordsDir: string;
  readonly selected: readonly string[];
  readonly require: readonly string[];
  readonly waivers?: readonly Waiver[];
  /** What the run could not do, one line each. */
  readonly errors: readonly string[];
  /** Whether any spec failed, as far as Jest knows; it may know of what no record tells. */
  readonly specsFailed: boolean;
  /** Since when no failure accuses a Service any more, and why: a node had died. */
  readonly doubtSince: { readonly at: Date; readonly why: string } | null;
  /** In a few words, why ids may be without a record. */
  readonly unrecorded: string;
  readonly startedAt: Date;
  /** null where nothing was created in a cluster of somebody else's. */
  readonly created?: CreatedReport | null;
  readonly reproduce: readonly string[];
  /** What has to be known of every result. */
  readonly notice?: string;
}

const UNEXPLAINED = 'the specs failed, and no verdict says why: what they said stands above';

/** Of one that was asked again Jest knows that it did not pass at first. */
function isFineAtOnce({ verdict, firstAttempt }: RequirementResult): boolean {
  return (verdict === 'passed' || verdict === 'skipped') && firstAttempt === undefined;
}

/** A failure that was found when a node was already dead may be the node's, so it is no accusation. */
function doubted(result: RequirementResult, doubt: Found['doubtSince']): RequirementResult {
  const endedAt = Date.parse(result.startedAt) + result.durationMs;
  if (!doubt || result.verdict !== 'failed' || endedAt < doubt.at.getTime()) return result;
  return { ...result, verdict: 'inconclusive', reason: `${doubt.why}; before that was known: ${result.reason}` };
}

/** A table is shown by itself, so it says of itself what has to be known. */
function noticed(table: Table, notice: string | null): Table {
  return notice === null ? table : { ...table, title: `${table.title} (${notice})` };
}

/** The report of a run: exactly one result for each selected id, whatever became of its spec. */
export function assemble(found: Found): RunReport {
  const { cluster, startedAt } = found;
  const records = recordsIn(found.recordsDir);
  const unrecorded = { why: found.unrecorded, at: startedAt };
  const settled = settle(found.selected, records.results, REQUIREMENTS, unrecorded);
  const asked = withSecondAttempts(settled.results, recordsIn(secondAttempts(found.recordsDir)));
  const judged = asked.results.map((result) => doubted(result, found.doubtSince));
  const { results: requirements, errors: runOut } = applyWaivers(judged, found.waivers ?? [], startedAt);
  const known = [...found.errors, ...runOut, ...records.errors, ...settled.errors, ...asked.errors];
  const errors = found.specsFailed && known.length === 0 && judged.every(isFineAtOnce) ? [UNEXPLAINED] : known;
  const notice = [cluster?.kind === 'reference' ? REFERENCE_NOTICE : [], found.notice ?? []].flat().join('; ') || null;
  const total = overall(requirements, errors, { require: found.require });
  return withoutSecrets({
    schemaVersion: 1,
    suite: { name: packageJson.name, version: packageJson.version },
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    ...total,
    cluster: cluster && {
      kind: cluster.kind,
      ...(cluster.existing && { existing: { ...cluster.existing, notes: [...cluster.existing.notes] } }),
      kubernetesVersion: cluster.kubernetesVersion,
      nodes: cluster.nodes.map(({ name, internalIPs }) => ({ name, internalIPs: [...internalIPs] })),
      proxyMode: cluster.proxyMode,
      serviceRanges: [...cluster.serviceRanges],
      nodePortRange: { ...cluster.nodePortRange },
      ipFamilies: [...cluster.ipFamilies],
      images: { ...cluster.images },
      ladder: [...found.ladder],
    },
    bounds: found.bounds,
    phases: [...found.phases],
    created: found.created ?? null,
    outsideClient: found.outsideClient,
    notice,
    overlays: cluster ? articleOverlays(cluster).map(({ why }) => why) : [],
    requirements,
    features: cluster ? featuresOf(requirements) : [],
    programming: programmingOf(requirements),
    contrast: records.contrast && noticed(records.contrast, notice),
    totals: totalsOf(requirements),
    reproduce: [...found.reproduce],
  });
}

/** Before any form of it is made, which might write a secret in other letters. */
function withoutSecrets(report: RunReport): RunReport {
  return JSON.parse(redact(JSON.stringify(report)));
}
