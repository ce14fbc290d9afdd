/** Every bound and pace by name, in ms unless said otherwise. Those marked (promise) are part of a requirement, the others only keep a run finite. */

/** A bound that is part of a requirement, and that `--bound` changes. */
interface PromiseBound {
  readonly defaultMs: number;
  readonly leastMs: number;
  readonly what: string;
  /** Why it is neither more nor less. */
  readonly source: string;
}

export const PROMISE_BOUNDS = {
  'service-programmed': {
    defaultMs: 30_000,
    leastMs: 1_000,
    what: 'a Service changed → every node serves it',
    source: 'kube-proxy retries a failed sync after syncPeriod 30 s',
  },
  'endpoints-programmed': {
    defaultMs: 30_000,
    leastMs: 1_000,
    what: 'an EndpointSlice changed → every node follows',
    source: "upstream's KubeProxyEndpointLagTimeout",
  },
  'name-resolved': {
    defaultMs: 60_000,
    leastMs: 1_000,
    what: 'a Service changed → its name follows',
    source: 'record TTL, at most 30 s, and endpoints-programmed',
  },
  hold: {
    defaultMs: 10_000,
    leastMs: 10_000,
    what: 'a silence is held so long before it is believed; only longer',
    source: 'ten probes, one lost SYN apart',
  },
} as const satisfies Record<string, PromiseBound>;

export type PromiseBounds = Readonly<Record<keyof typeof PROMISE_BOUNDS, number>>;

/** On an existing cluster, whose proxies may have thousands of other Services to program: upstream's KubeProxyLagTimeout. */
export const EXISTING_BOUNDS = { 'service-programmed': 120_000 } as const satisfies Partial<PromiseBounds>;

/** A requirement has REQUIREMENT_MS for all its waits, so that more than this could not be waited for. */
export const PROMISE_MOST_MS = 120_000;

/** The environment variable by which a run tells its specs the bounds that are part of requirements: JSON, name to ms. */
export const BOUNDS_VARIABLE = 'SERVICE_CONFORMANCE_BOUNDS';

/** The defaults, but for what the environment says. Throws where it names no such bound, or a time that the bound can't be. */
export function promiseBounds(env: NodeJS.ProcessEnv): PromiseBounds {
  const stated: unknown = JSON.parse(env[BOUNDS_VARIABLE] || '{}');
  const bounds: Record<string, number> = {};
  for (const [name, { defaultMs }] of Object.entries(PROMISE_BOUNDS)) bounds[name] = defaultMs;
  for (const [name, ms] of Object.entries(Object(stated))) {
    const known: PromiseBound | undefined = Object.entries(PROMISE_BOUNDS).find(([each]) => each === name)?.[1];
    if (!known || typeof ms !== 'number' || !(ms >= known.leastMs && ms <= PROMISE_MOST_MS)) {
      throw new Error(`${BOUNDS_VARIABLE}: ${name} can't be ${JSON.stringify(ms)}; change bounds by --bound instead`);
    }
    bounds[name] = ms;
  }
  return bounds as PromiseBounds;
}

const promised = promiseBounds(process.env);

/** (promise) See PROMISE_BOUNDS, as for all that are so marked. */
export const SERVICE_PROGRAMMED_MS = promised['service-programmed'];

/** (promise) */
export const ENDPOINTS_PROGRAMMED_MS = promised['endpoints-programmed'];

/** (promise) */
export const NAME_RESOLVED_MS = promised['name-resolved'];

/** (promise) At least HOLD_PROBES probes are spread over it. */
export const HOLD_MS = promised.hold;
export const HOLD_PROBES = 10;

/** Pace of the probes of a hold: a little over its share, so that a late first and an early last one still span HOLD_MS. */
export const HOLD_EVERY_MS = 1_050;

/** A negative and its positive control must be sent within this time of each other. */
export const CONTROL_WITHIN_MS = 1_000;

/** Silence this long is `timeout`: a lost SYN is sent again after 1 s, so one lost packet alone is never one. */
export const PROBE_TIMEOUT_MS = 3_000;

/** One sample of new connections: one that is not through by then has failed or can't be told, and more of the same says nothing new. */
export const SAMPLE_MS = 20_000;

/** The same of a door that has just answered as it had to: what is slow then is this machine, and fewer probes would prove nothing. */
export const SETTLED_SAMPLE_MS = 45_000;

/** Pace of polling for what must come. */
export const POLL_EVERY_MS = 100;

/** Pace of continuous traffic: one new connection this often. */
export const TRAFFIC_EVERY_MS = 100;

/** Continuous traffic that pauses for longer may have missed an outage, so it proves nothing. Its longest pause is in the report. */
export const TRAFFIC_GAP_MS = 3_000;

/** Pace of each path that is watched. All of them together send no more than WATCH_MOST_A_SECOND, so with many paths it is slower. */
export const WATCH_EVERY_MS = 500;
export const WATCH_MOST_A_SECOND = 100;

/** A watched probe that is not answered by then has failed: one lost SYN is sent again after 1 s, so this takes two. */
export const WATCH_TIMEOUT_MS = 2_000;

/** A path that fails again within this was broken all the while. */
export const WATCH_SETTLED_MS = 3_000;

/** How often a watch says that it goes on, where it can't draw. */
export const WATCH_SUMMARY_MS = 60_000;

/** A whole watch, if --deadline says nothing else. */
export const WATCH_DEADLINE_MS = 86_400_000;

/** Pace of requests through one socket, and the limit of each: over before the next is due. */
export const FLOW_EVERY_MS = 1_000;
export const FLOW_TIMEOUT_MS = 900;

/** One API request, from call to whole answer. */
export const API_REQUEST_MS = 15_000;

/** What is asked of the API until it has taken it, at least twice where it does not answer. */
export const ASKED_MS = 2 * API_REQUEST_MS;

/** One exec: handshake until the socket is open, then until the status has come (on top of what its probes may take). */
export const EXEC_OPEN_MS = 10_000;
export const EXEC_RUN_MS = 15_000;

/** A Deployment's or DaemonSet's pods Ready, images at hand or to be pulled. */
export const ROLLOUT_MS = 120_000;

/** A namespace gone after its deletion. */
export const NAMESPACE_GONE_MS = 60_000;

/** A throwaway cluster from nothing to ready, images to be pulled included. */
export const CLUSTER_START_MS = 300_000;

/** One requirement, all its waits included. */
export const REQUIREMENT_MS = 180_000;

/** All that is gathered about one failure; what is not there by then is left out, and named. */
export const FAILURE_GATHERED_MS = 10_000;

/** The whole run, if --deadline says nothing else. */
export const RUN_DEADLINE_MS = 1_800_000;

/** Removing everything at the end, after an interruption too. */
export const TEARDOWN_MS = 60_000;

/** Chance, at most, that a sample misses one of the backends though all are equally likely. */
export const MISS_CHANCE = 1e-6;
