/** What each node's kube-proxy says of itself, asked in the node's own network. */
import type { ClientPod } from '../../cluster/cluster.ts';
import type { Kube } from '../../kube/client.ts';
import { exec } from '../../kube/exec.ts';
import { podLog } from '../../kube/pod-log.ts';
import type { ProxyFacts } from '../../report/failure-facts.ts';

/** kube-proxy's metrics and health addresses by default, on loopback at least. */
const METRICS = 'http://127.0.0.1:10249';
const HEALTHZ = 'http://127.0.0.1:10256/healthz';

/** One answer, in s. */
const ANSWER_S = 2;

const MODE_END = '\n=== metrics\n';
const SYNC_METRICS = 'kubeproxy_sync_proxy_rules_last_(queued_)?timestamp_seconds';

const ASK = `ask() { curl -sS --noproxy '*' --max-time ${ANSWER_S} "$@" 2>&1; }`;
const ASK_HEALTH = `${ASK}; ask --write-out '\\n%{http_code}' ${HEALTHZ}; true`;
const ASK_METRICS = `${ASK}; ask ${METRICS}/proxyMode; printf '\\n=== metrics\\n'; ask ${METRICS}/metrics | grep -E '^(curl:|${SYNC_METRICS})'; true`;

export interface ProxyAnswer {
  readonly facts: ProxyFacts;
  /** All that was said. */
  readonly text: string;
}

/** Asks both of its ports at once, since one that is stopped answers neither. @throws {ExecBroken} */
export async function askProxy(kube: Kube, pod: ClientPod, signal: AbortSignal): Promise<ProxyAnswer> {
  const { namespace, name, container, node } = pod;
  const said = async (script: string) => {
    const command = ['sh', '-c', script];
    return (await exec(kube, { namespace, pod: name, container, command, signal })).stdout;
  };
  const [health, metrics] = await Promise.all([said(ASK_HEALTH), said(ASK_METRICS)]);
  return readAnswer(node, health, metrics);
}

/** What the two scripts printed. */
export function readAnswer(node: string, healthSaid: string, metricsSaid: string): ProxyAnswer {
  const [mode = '', metrics = ''] = metricsSaid.split(MODE_END).map((part) => part.trim());
  const health = healthSaid.trim().split('\n');
  const status = Number(health.at(-1));
  const body = health.slice(0, -1).join('\n').trim();
  const answered = status > 0;
  return {
    facts: {
      ...{ node, mode: /^\w+$/.test(mode) ? mode : null, healthz: answered ? status : null },
      words: answered ? '' : body,
      lastUpdated: time(body, 'lastUpdated'),
      currentTime: time(body, 'currentTime'),
      lastSync: newest(metrics, 'kubeproxy_sync_proxy_rules_last_timestamp_seconds'),
      lastQueued: newest(metrics, 'kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds'),
    },
    text: [`mode: ${mode}`, `healthz: ${health.join(' ')}`, metrics].filter(Boolean).join('\n'),
  };
}

/** Lines of a log of which only the end matters. */
const LOG_LINES = 60;

/** The end of the log of the kube-proxy that is a pod on that node, as kubeadm has it; empty where there is none. */
export async function proxyPodLog(kube: Kube, node: string, signal: AbortSignal): Promise<string[]> {
  const query = new URLSearchParams({ labelSelector: 'k8s-app=kube-proxy', fieldSelector: `spec.nodeName=${node}` });
  const { items = [] } = JSON.parse(await kube.raw(`/api/v1/namespaces/kube-system/pods?${query}`, { signal }));
  const [pod]: { metadata: { name: string }; spec: { containers: [{ name: string }] } }[] = items;
  if (!pod) return [];
  const [container] = pod.spec.containers;
  const log = await podLog(kube, 'kube-system', pod.metadata.name, container.name, { sinceSeconds: 600, signal });
  return log.split('\n').filter(Boolean).slice(-LOG_LINES);
}

/** The time of a field, which kube-proxy writes as Go prints it: `2026-11-28 09:41:02.1 +0000 UTC m=+12.3`. */
function time(body: string, field: string): string | null {
  const text = new RegExp(`"${field}": ?"([^"]*)"`).exec(body)?.[1];
  const [, day, clock, zone] =
    text?.match(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(Z|[+-]\d\d:?\d\d)/) ?? [];
  return asIso(Date.parse(`${day}T${clock}${zone}`));
}

/** The newest value of a metric, whatever its labels; null where it is not there, or was never set. */
function newest(metrics: string, name: string): string | null {
  const values = [...metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].map(([, value]) =>
    Number(value),
  );
  const last = Math.max(0, ...values.filter(Number.isFinite));
  return last > 0 ? asIso(last * 1000) : null;
}

function asIso(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
