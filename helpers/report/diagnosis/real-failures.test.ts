/** Facts that real runs gathered on a cluster of three nodes whose third, or each, was broken by hand or by a fault; only names were shortened. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { diagnose } from './diagnose.ts';

function diagnosisOf(name: string): string[] {
  const path = new URL(`../../../fixtures/failures/${name}.json`, import.meta.url);
  return diagnose(JSON.parse(readFileSync(path, 'utf8')));
}

test('kube-proxy stopped by SIGSTOP before an endpoint came', () => {
  expect(diagnosisOf('proxy-stopped')).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 13 probes), while node-2 and node-1 do',
    "seen: from node node-3 the ClusterIP is not answered (0 of 13 probes), while from node-2 and node-1 it is; the pods themselves answer from there (1 of 1 probe), so it is that node's Service routing, not the pod network",
    'seen: kube-proxy on node node-3 does not answer at its health port (curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received), while others do',
    'seen: node node-3 sends no connection for backends-change-run-x/members-2-x to 10.42.1.3, which an EndpointSlice lists as ready, while node-1 and node-2 do',
    'likely: node node-3 fails since its kube-proxy does not write its rules any more',
  ]);
});

test('nodePorts redirected to another server of the node', () => {
  expect(diagnosisOf('nodeports-redirected')).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 25 probes), while node-1 and node-2 do',
    'seen: node node-3 has, and node-1 has not, a rule that redirects: iptables nat PREROUTING "-p tcp -m tcp --dport 30000:32767 -j REDIRECT --to-ports 10256"',
    'likely: that rule is why node node-3 fails: it takes what is sent to the Service there',
    "seen: answers at 192.168.128.4:31396 come from a stranger: 21 of 21 to this process (an answer with status 404, without this run's nonce)",
  ]);
});

test('what the node forwards is not masqueraded, so that pods answer past it', () => {
  expect(diagnosisOf('masquerade-missing')).toEqual([
    'seen: node node-3 does not answer on its nodePort each time (1 of 10 probes), while node-1 and node-2 do',
    "seen: node node-3 sent 116 connections to 192.168.16.4:30776 on to 10.42.2.3 and 10.42.0.3 with the client's own address, and no answer passed it",
    "likely: the address that replies is not 192.168.16.4, which was dialled, but 10.42.2.3 and 10.42.0.3: node node-3 does not put its own address in the client's place (masquerade), so that answers pass it by",
  ]);
});

test('UDP dropped on its way into the node', () => {
  expect(diagnosisOf('udp-dropped')).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 15 probes), while node-2 and node-1 do at times',
    'seen: from node node-3 the ClusterIP is not answered (0 of 8 probes), while from node-2 and node-1 it is at times',
    'seen: from node node-3 only UDP fails: over UDP 0 of 20 probes answered, over TCP 3 of 3 probes',
    'likely: from node node-3 UDP is lost on the way to the pods and not by the Service: past it pod IPs do not answer either (0 of 3 probes)',
    'seen: the pods on node node-3 answer nobody on other nodes over UDP (0 of 2 probes), and those elsewhere do (2 of 2 probes)',
    'likely: what a Service sends to a pod on node node-3 over UDP is lost wherever it comes from: it is the pod network, not the Service',
  ]);
});

test('kube-proxy stopped before a backend became unready', () => {
  const pod = 'backends-change-run-x/readiness-1-x-leaves';
  expect(diagnosisOf('unready-backend')).toEqual([
    `seen: node node-3 still leads to pod ${pod} (4 of 6 answers afterwards), which the EndpointSlices list as neither ready nor serving`,
    'seen: kube-proxy on node node-3 does not answer at its health port (curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received), while others do',
    `seen: node node-3 still sends connections for backends-change-run-x/readiness-1-x to 10.42.1.3:8080, which the EndpointSlices list as neither ready nor serving: it is pod ${pod}`,
    'likely: node node-3 fails since its kube-proxy does not write its rules any more',
  ]);
});

test('new connections from other nodes to its pods dropped, those from it let through', () => {
  expect(diagnosisOf('pods-unreached')).toEqual(
    expect.arrayContaining([
      'seen: the pods on node node-3 answer nobody on other nodes over TCP (0 of 2 probes), and those elsewhere do (2 of 2 probes)',
      'possible: only node node-1 → node node-3 fails, in one direction',
      'possible: only node node-2 → node node-3 fails, in one direction',
      'possible: that rule is why node node-3 fails',
    ]),
  );
});

test('connections cut on every node, once their pod is no endpoint any more', () => {
  const [space, pod] = ['backends-change-run-x', 'backends-change-run-x/connected-1-x-held'];
  const cut = (service: string) =>
    `likely: connections that stand are cut when a pod is no endpoint any more: ${space}/${service} had led to ${pod}, which no EndpointSlice of it lists`;
  expect(diagnosisOf('connections-cut')).toEqual([
    `seen: 12 of 12 connections over TCP that ${pod} had answered through ${space}/left-2-x and ${space}/gone-3-x got no answer any more, by way of node-3, node-2 and node-1; the pod itself answers new ones (3 of 3 probes)`,
    ...['left-2-x', 'gone-3-x'].map(cut),
  ]);
});

test('UDP flows pinned on every node to the pod that they had', () => {
  const [service, pod] = ['udp-run-x/replaced-1-x', 'udp-run-x/replaced-1-x-old'];
  expect(diagnosisOf('udp-flow-stays')).toEqual([
    `seen: 6 of 9 flows over UDP that ${pod} had answered through ${service} led to nobody else, by way of node-3, node-2 and node-1, while new ones are answered (6 of 6 probes)`,
    `likely: what tracks UDP flows leads them to ${pod} still, which no EndpointSlice of it lists: nobody took its entries out`,
  ]);
});
