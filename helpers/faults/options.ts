/** The options of `npm run faults`. */
import { parseArgs } from 'node:util';
import type { ProxyMode } from '../cluster/cluster.ts';
import { oneOf } from '../run/one-of.ts';
import { type Options, parseOptions } from '../run/options.ts';
import { parseDuration } from '../run/parse-duration.ts';
import { UsageError } from '../run/usage-error.ts';

const FAMILIES = ['ipv4', 'dual'] as const;
const MODES = ['iptables', 'nftables'] as const satisfies readonly ProxyMode[];

export const USAGE = `npm run faults -- [FAULT...] [options]

Starts a throwaway three-node cluster, puts in one fault after another, asks the requirements concerned and ten controls, takes it
out and proves that it is out. Each is kept in docs/faults/ when it has ended; npm run docs draws docs/detection.md from them.
Without a name: all that are not kept yet as they are now.

  --proxy-mode MODE    kube-proxy's mode: iptables or nftables (iptables)
  --ip-family FAMILY   ipv4, or dual for the faults of IPv6 (ipv4)
  --for TIME           start no further fault after this time: 600, 90s or 10m (until all are done)
  --keep               leave the cluster up; the next loop of its kind takes it
  --list               print the faults and conditions with what must fail, and try nothing
  --help               this text

exit code: 0 all as listed, 1 a fault was missed or something accused wrongly, 2 could not tell, 64 wrong usage, 130 after Ctrl-C`;

export interface FaultOptions {
  readonly names: readonly string[];
  readonly mode: ProxyMode;
  readonly dualStack: boolean;
  /** In ms; undefined: until all are done. */
  readonly forMs: number | undefined;
  readonly keep: boolean;
  readonly list: boolean;
  readonly help: boolean;
  /** As `npm start` takes them. */
  readonly run: Options;
}

const CONFIG = {
  'proxy-mode': { type: 'string' },
  'ip-family': { type: 'string' },
  for: { type: 'string' },
  keep: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options from the command line and the environment. @throws {UsageError} */
export function parseFaultOptions(argv: readonly string[], env: NodeJS.ProcessEnv): FaultOptions {
  const { values, positionals } = parsed(argv);
  const mode = oneOf('--proxy-mode', values['proxy-mode'] ?? 'iptables', MODES);
  const keep = values.keep ?? false;
  const family = oneOf('--ip-family', values['ip-family'] ?? 'ipv4', FAMILIES);
  const cluster = ['--cluster', 'k3s', '--proxy-mode', mode, '--ip-family', family];
  return {
    names: positionals,
    mode,
    dualStack: family === 'dual',
    forMs: values.for === undefined ? undefined : parseDuration('--for', values.for),
    keep,
    list: values.list ?? false,
    help: values.help ?? false,
    run: parseOptions([...cluster, ...(keep ? ['--keep'] : [])], env),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: CONFIG, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error });
  }
}
