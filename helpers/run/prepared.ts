import type { Cluster } from '../cluster/cluster.ts';
import type { runSpecs } from './jest.ts';

/** Something that the cluster can't do without ended, and nobody of ours ended it. */
export interface Death {
  /** `node a died`, `the API server went away`. */
  readonly what: string;
  readonly at: Date;
  /** Of what: one line, and maybe the last lines of a log. */
  readonly message: string;
}

/** A cluster that the specs can run on. Disposing of it removes what was made for that. */
export interface Prepared extends AsyncDisposable {
  readonly cluster: Cluster;
  /** How specs are run on it, if not in processes of their own. */
  readonly runSpecs?: typeof runSpecs;
  /** Resolves if the cluster breaks before this is disposed of; else never. */
  readonly died: Promise<Death>;
  /** Leaves everything as it is; disposing of it then removes nothing. */
  leave(): void;
}
