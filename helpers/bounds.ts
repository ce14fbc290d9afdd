/** Every bound and pace by name, in ms unless said otherwise. Those marked (promise) are part of a requirement, the others only keep a run finite. */

/** (promise) A Service changed → every node serves it. kube-proxy retries a failed sync after `syncPeriod` 30 s; less would fail an honest retry. */
export const SERVICE_PROGRAMMED_MS = 30_000;

/** (promise) An EndpointSlice changed → every node follows. Upstream's KubeProxyEndpointLagTimeout (test/e2e/framework/service/const.go). */
export const ENDPOINTS_PROGRAMMED_MS = 30_000;

/** (promise) A Service changed → its name follows: record TTL (5 s in k3s, 30 s in kubeadm) and ENDPOINTS_PROGRAMMED_MS. */
export const NAME_RESOLVED_MS = 60_000;

/** (promise) How long a silence must hold, in HOLD_PROBES probes, before it is believed. */
export const HOLD_MS = 10_000;
export const HOLD_PROBES = 10;

/** Pace of the probes of a hold: a little over its share, so that a late first and an early last one still span HOLD_MS. */
export const HOLD_EVERY_MS = 1_050;

/** A negative and its positive control must be sent within this time of each other. */
export const CONTROL_WITHIN_MS = 1_000;

/** Silence this long is `timeout`: a lost SYN is sent again after 1 s, so one lost packet alone is never one. */
export const PROBE_TIMEOUT_MS = 3_000;

/** One sample of new connections: one that is not through by then has failed or can't be told, and more of the same says nothing new. */
export const SAMPLE_MS = 12_000;

/** Pace of polling for what must come. */
export const POLL_EVERY_MS = 100;

/** Pace of continuous traffic: one new connection this often. */
export const TRAFFIC_EVERY_MS = 100;

/** Continuous traffic that pauses for longer may have missed an outage, so it proves nothing. Its longest pause is in the report. */
export const TRAFFIC_GAP_MS = 2_000;

/** One API request, from call to whole answer. */
export const API_REQUEST_MS = 15_000;

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

/** The whole run, if --deadline says nothing else. */
export const RUN_DEADLINE_MS = 900_000;

/** Removing everything at the end, after an interruption too. */
export const TEARDOWN_MS = 60_000;

/** Chance, at most, that a sample misses one of the backends though all are equally likely. */
export const MISS_CHANCE = 1e-6;
