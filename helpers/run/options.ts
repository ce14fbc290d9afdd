/** The options of `npm start`. */
import { parseArgs } from 'node:util';
import { EXISTING_BOUNDS, type PromiseBounds, RUN_DEADLINE_MS, WATCH_DEADLINE_MS } from '../bounds.ts';
import { type Cluster, type OutsidePlace, PROXY_MODES, type ProxyMode } from '../cluster/cluster.ts';
import { PAIRS, type Pairs } from '../expect/pairs.ts';
import { imagesOf } from '../images.ts';
import { parseBounds } from './bound-option.ts';
import { closest } from './closest.ts';
import { EXISTING_CONFIG, type ExistingOptions, existingOptions } from './existing-options.ts';
import { oneOf } from './one-of.ts';
import { parseDuration } from './parse-duration.ts';
import { PROFILES, type Profile } from './selection.ts';
import { UsageError } from './usage-error.ts';

const PROXIES = [...PROXY_MODES, 'none'] as const;
const OUTSIDE_PLACES = ['process', 'container'] as const satisfies readonly OutsidePlace['kind'][];
const OUTSIDE_EXISTING = ['process', 'none'] as const satisfies readonly OutsidePlace['kind'][];
const IP_FAMILIES = ['ipv4', 'ipv6', 'dual'] as const;
const CLUSTERS = ['k3s', 'reference'] as const satisfies readonly Cluster['kind'][];

export interface Options {
  /** Of those that are made for the run. Undefined: k3s, but `reference` where no Docker engine is reached and this is no CI. */
  readonly cluster: (typeof CLUSTERS)[number] | undefined;
  /** Undefined: one that is made for the run. */
  readonly existing: ExistingOptions | undefined;
  readonly nodes: number;
  /** `none`: kube-proxy is switched off. Undefined: whatever the cluster's own default is. */
  readonly proxyMode: ProxyMode | 'none' | undefined;
  readonly ipFamily: (typeof IP_FAMILIES)[number];
  readonly images: { readonly k3s: string; readonly nginx: string };
  readonly profile: Profile;
  /** Ids or topics; empty for all of the profile. */
  readonly focus: readonly string[];
  readonly lastFailed: boolean;
  /** Path of a file; undefined: nothing is waived. */
  readonly waivers: string | undefined;
  /** Ids whose skip is an error. */
  readonly require: readonly string[];
  /** Print what is selected, and check nothing. */
  readonly list: boolean;
  readonly pairs: Pairs;
  /** Those that are part of a requirement, all of them. */
  readonly bounds: PromiseBounds;
  readonly keep: boolean;
  /** Print nothing but what did not pass, and the verdict. */
  readonly quiet: boolean;
  /** The report goes to standard output, and everything else to standard error. */
  readonly json: boolean;
  /** Undefined: this process where it reaches the nodes' addresses, else a container on a throwaway cluster's network. */
  readonly outside: OutsidePlace['kind'] | undefined;
  /** For the whole run, in ms. */
  readonly deadlineMs: number;
  /** Traffic is kept flowing until it is stopped, and no requirement is checked as a whole. */
  readonly watch: boolean;
  /** Two reports to put side by side, and no run. */
  readonly compare: readonly [a: string, b: string] | undefined;
  readonly help: boolean;
}

/** More nodes than this on one machine are a slip of the keyboard. */
const MOST_NODES = 50;

const CONFIG = {
  cluster: { type: 'string' },
  nodes: { type: 'string' },
  'proxy-mode': { type: 'string' },
  'ip-family': { type: 'string' },
  'k3s-image': { type: 'string' },
  profile: { type: 'string' },
  focus: { type: 'string', multiple: true },
  require: { type: 'string', multiple: true },
  'last-failed': { type: 'boolean' },
  waivers: { type: 'string' },
  list: { type: 'boolean' },
  pairs: { type: 'string' },
  bound: { type: 'string', multiple: true },
  keep: { type: 'boolean' },
  quiet: { type: 'boolean' },
  json: { type: 'boolean' },
  outside: { type: 'string' },
  ...EXISTING_CONFIG,
  deadline: { type: 'string' },
  'wait-and-watch': { type: 'boolean' },
  compare: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What parseArgs objects to, in one line and in this command's words. */
function objection(text: string): string {
  const option = text.match(/'(--?[^' ]+)/)?.[1] ?? '';
  if (/argument missing/.test(text)) return `${option} needs a value`;
  if (/argument is ambiguous/.test(text)) return `${option} needs a value, and what follows it starts with a dash`;
  if (!/Unknown option/.test(text)) return text.split('. ')[0] ?? text;
  const hint = closest(
    option,
    Object.keys(CONFIG).map((name) => `--${name}`),
  );
  return `there is no option ${option}${hint ? `; did you mean ${hint}?` : ''}`;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: CONFIG, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(objection((error as Error).message), { cause: error });
  }
}

function nodesOf(text: string | undefined): number {
  if (text === undefined) return 3;
  const nodes = Number(text);
  if (!/^\d+$/.test(text) || nodes < 1 || nodes > MOST_NODES) {
    throw new UsageError(`--nodes ${text}: a whole number from 1 to ${MOST_NODES} is needed`);
  }
  return nodes;
}

function imageOf(text: string | undefined, otherwise: string): string {
  if (text === '') throw new UsageError(`--k3s-image: an image is needed, such as ${otherwise}`);
  return text ?? otherwise;
}

function usualDeadline(watch: boolean): number {
  return watch ? WATCH_DEADLINE_MS : RUN_DEADLINE_MS;
}

/** Options that say what is checked, and how. */
const CHECKING = ['profile', 'focus', 'require', 'last-failed', 'waivers', 'list'] as const;

function watchOf({ values }: ReturnType<typeof parsed>): boolean {
  if (!values['wait-and-watch']) return false;
  const [name] = CHECKING.filter((each) => values[each] !== undefined);
  if (name) throw new UsageError(`--wait-and-watch watches paths and checks no requirement: leave --${name} out`);
  return true;
}

/** The second report of --compare is the only argument that follows no option. */
function comparedOf({ values, positionals }: ReturnType<typeof parsed>): Options['compare'] {
  const { compare, ...others } = values;
  const [other, ...more] = compare === undefined ? [undefined, ...positionals] : positionals;
  if (more.length > 0) throw new UsageError(`Unexpected argument '${more[0]}'`);
  if (compare === undefined) return undefined;
  if (other === undefined) throw new UsageError('--compare needs two reports: --compare A.json B.json');
  const [name] = Object.keys(others);
  if (name) throw new UsageError(`--compare starts no run, so it goes with no other option: leave --${name} out`);
  return [compare, other];
}

/** Options from the command line and the environment. Throws UsageError. */
export function parseOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const given = parsed(argv);
  const { values } = given;
  const images = imagesOf(env);
  const { cluster, outside, 'proxy-mode': proxyMode } = values;
  if (values['last-failed'] && values.focus)
    throw new UsageError('--last-failed and --focus each choose the requirements: give one of them');
  const existing = existingOptions(values);
  const watch = watchOf(given);
  const places = existing ? OUTSIDE_EXISTING : OUTSIDE_PLACES;
  return {
    cluster: cluster === undefined ? undefined : oneOf('--cluster', cluster, CLUSTERS),
    existing,
    nodes: nodesOf(values.nodes),
    proxyMode: proxyMode === undefined ? undefined : oneOf('--proxy-mode', proxyMode, PROXIES),
    ipFamily: oneOf('--ip-family', values['ip-family'] ?? 'ipv4', IP_FAMILIES),
    images: { ...images, k3s: imageOf(values['k3s-image'], images.k3s) },
    profile: oneOf('--profile', values.profile ?? 'all', PROFILES),
    focus: values.focus ?? [],
    require: values.require ?? [],
    lastFailed: values['last-failed'] ?? false,
    waivers: values.waivers,
    list: values.list ?? false,
    pairs: oneOf('--pairs', values.pairs ?? 'few', PAIRS),
    bounds: parseBounds(values.bound ?? [], existing ? EXISTING_BOUNDS : {}),
    keep: values.keep ?? false,
    quiet: values.quiet ?? false,
    json: values.json ?? false,
    outside: outside === undefined ? undefined : oneOf<OutsidePlace['kind']>('--outside', outside, places),
    deadlineMs: values.deadline === undefined ? usualDeadline(watch) : parseDuration('--deadline', values.deadline),
    watch,
    compare: comparedOf(given),
    help: values.help ?? false,
  };
}
