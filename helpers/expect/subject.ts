import type { Backend } from './backend.ts';

/** A request that a backend's access log shows. */
export interface Arrival {
  /** `namespace/pod`. */
  readonly backend: string;
  /** The client address that the backend saw. */
  readonly from: string;
}

/** The requests that access logs show, by the probes' tokens. */
export type Arrivals = Pick<ReadonlyMap<string, Arrival>, 'get'>;

/** A Service that is checked, with what its failure messages need. */
export interface Subject {
  /** `namespace/name`. */
  readonly name: string;
  readonly backends: readonly Backend[];
  /** Where a backend listens. */
  readonly targetPort: number;
  /** Its EndpointSlices now, one line an endpoint. */
  endpointSlices(): Promise<string[]>;
  /** Which of its backends are no longer there to answer, one line each. */
  gone(): Promise<string[]>;
  /** What its backends' access logs show now, by the probes' tokens. */
  arrivals(): Promise<Arrivals>;
}
