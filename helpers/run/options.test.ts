import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import { imagesOf } from '../images.ts';
import { parseBounds } from './bound-option.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

function refusal(argv: readonly string[]): string {
  try {
    parseOptions(argv, {});
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`${argv.join(' ')} was accepted`);
}

test('without options it is three nodes of the pinned images, everything selected, half an hour', () => {
  expect(parseOptions([], {})).toEqual({
    existing: undefined,
    nodes: 3,
    proxyMode: undefined,
    ipFamily: 'ipv4',
    images: imagesOf({}),
    profile: 'all',
    focus: [],
    require: [],
    lastFailed: false,
    waivers: undefined,
    list: false,
    pairs: 'few',
    bounds: promiseBounds({}),
    keep: false,
    quiet: false,
    json: false,
    compare: undefined,
    outside: undefined,
    deadlineMs: 1_800_000,
    watch: false,
    help: false,
  });
});

test.each([
  [['--nodes', '1'], { nodes: 1 }],
  [['--nodes', '50'], { nodes: 50 }],
  [['--proxy-mode', 'iptables'], { proxyMode: 'iptables' }],
  [['--proxy-mode', 'nftables'], { proxyMode: 'nftables' }],
  [['--proxy-mode=ipvs'], { proxyMode: 'ipvs' }],
  [['--proxy-mode', 'none'], { proxyMode: 'none' }],
  [['--ip-family', 'ipv6'], { ipFamily: 'ipv6' }],
  [['--ip-family', 'dual'], { ipFamily: 'dual' }],
  [['--profile', 'article'], { profile: 'article' }],
  [['--profile', 'core', '--focus', 'DNS'], { profile: 'core', focus: ['DNS'] }],
  [['--list'], { list: true }],
  [['--wait-and-watch'], { watch: true, deadlineMs: 86_400_000 }],
  [['--wait-and-watch', '--deadline', '10m'], { watch: true, deadlineMs: 600_000 }],
  [['--pairs', 'all'], { pairs: 'all' }],
  [['--bound', 'hold=20s', '--bound', 'name-resolved=5'], { bounds: parseBounds(['hold=20s', 'name-resolved=5']) }],
  [['--focus', 'ARTICLE-1', '--focus', 'article'], { focus: ['ARTICLE-1', 'article'] }],
  [['--require', 'ARTICLE-1', '--require', 'ARTICLE-2'], { require: ['ARTICLE-1', 'ARTICLE-2'] }],
  [['--last-failed'], { lastFailed: true }],
  [['--waivers', 'w.yaml'], { waivers: 'w.yaml' }],
  [['--keep'], { keep: true }],
  [['--outside', 'process'], { outside: 'process' }],
  [['--outside', 'container'], { outside: 'container' }],
  [['--deadline', '90s'], { deadlineMs: 90_000 }],
  [['--help'], { help: true }],
  [['-h'], { help: true }],
])('%j is understood', (argv, stated) => {
  expect(parseOptions(argv, {})).toEqual({ ...parseOptions([], {}), ...stated });
});

test('--k3s-image comes before K3S_IMAGE', () => {
  const env = { K3S_IMAGE: 'mine/k3s:1', NGINX_IMAGE: 'mine/nginx:1' };
  expect(parseOptions([], env).images).toEqual({ k3s: 'mine/k3s:1', nginx: 'mine/nginx:1' });
  expect(parseOptions(['--k3s-image', 'k3s:2'], env).images).toEqual({ k3s: 'k3s:2', nginx: 'mine/nginx:1' });
});

const WHOLE_NUMBER = 'a whole number from 1 to 50 is needed';
const DASH = 'needs a value, and what follows it starts with a dash';

test.each([
  [['--nodse', '3'], 'there is no option --nodse; did you mean --nodes?'],
  [['--proxymode=ipvs'], 'there is no option --proxymode; did you mean --proxy-mode?'],
  [['--kubeconfg', 'x'], 'there is no option --kubeconfg; did you mean --kubeconfig?'],
  [['-x'], 'there is no option -x'],
  [['ARTICLE-1'], "Unexpected argument 'ARTICLE-1'"],
  [['--compare', 'a.json'], '--compare needs two reports: --compare A.json B.json'],
  [['--compare', 'a.json', 'b.json', 'c.json'], "Unexpected argument 'c.json'"],
  [
    ['--compare', 'a.json', 'b.json', '--nodes', '3'],
    '--compare starts no run, so it goes with no other option: leave --nodes out',
  ],
  [
    ['--wait-and-watch', '--focus', 'DNS'],
    '--wait-and-watch watches paths and checks no requirement: leave --focus out',
  ],
  [['--keep=yes'], "Option '--keep' does not take an argument"],
  [['--focus'], '--focus needs a value'],
  [['--nodes', '0'], `--nodes 0: ${WHOLE_NUMBER}`],
  [['--nodes', '51'], `--nodes 51: ${WHOLE_NUMBER}`],
  [['--nodes', '1.5'], `--nodes 1.5: ${WHOLE_NUMBER}`],
  [['--nodes', '1e1'], `--nodes 1e1: ${WHOLE_NUMBER}`],
  [['--nodes', 'abc'], `--nodes abc: ${WHOLE_NUMBER}`],
  [['--nodes', ''], `--nodes : ${WHOLE_NUMBER}`],
  [['--nodes=-1'], `--nodes -1: ${WHOLE_NUMBER}`],
  [['--nodes', '-1'], `--nodes ${DASH}`],
  [['--focus', '--keep'], `--focus ${DASH}`],
  [['--proxy-mode', 'IPVS'], '--proxy-mode IPVS: one of iptables, nftables, ipvs, none is needed; did you mean ipvs?'],
  [['--proxy-mode', 'ebpf'], '--proxy-mode ebpf: one of iptables, nftables, ipvs, none is needed'],
  [['--ip-family', 'dualstack'], '--ip-family dualstack: one of ipv4, ipv6, dual is needed'],
  [['--ip-family', 'IPv6'], '--ip-family IPv6: one of ipv4, ipv6, dual is needed; did you mean ipv6?'],
  [['--profile', 'artcle'], '--profile artcle: one of article, core, all is needed; did you mean article?'],
  [['--pairs', 'many'], '--pairs many: one of few, all is needed'],
  [['--bound', 'hold=5s'], '--bound hold=5s: from 10s to 120s is possible'],
  [['--outside', 'host'], '--outside host: one of process, container is needed'],
  [['--k3s-image', ''], `--k3s-image: an image is needed, such as ${imagesOf({}).k3s}`],
  [['--deadline', 'soon'], '--deadline soon: a time is needed, such as 600, 90s or 10m'],
  [['--last-failed', '--focus', 'ARTICLE'], '--last-failed and --focus each choose the requirements: give one of them'],
])('%j is refused in one line', (argv, message) => {
  expect(refusal(argv)).toBe(message);
});
