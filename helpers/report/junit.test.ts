import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { junitXml, writeJunit } from './junit.ts';
import { SAMPLE_REPORT, sampleResult } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('every verdict keeps its reason', () => {
  expect(junitXml(SAMPLE_REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="14" failures="1" errors="2" skipped="2">
  <testsuite name="service-conformance" timestamp="2026-03-01T10:00:00.000Z" time="101.4" tests="14" failures="1" errors="2" skipped="2">
    <properties>
      <property name="suite version" value="0.1.0"/>
      <property name="kubernetes version" value="v1.36.3+k3s1"/>
      <property name="proxy mode" value="nftables"/>
      <property name="nodes" value="node-1, node-2, node-3"/>
      <property name="outside client" value="this process: it reaches the nodes by address"/>
      <property name="notice" value="a cluster that is no real one"/>
      <property name="bounds changed" value="service-programmed 5000 ms instead of 30000 ms"/>
      <property name="second attempts" value="ARTICLE-8"/>
      <property name="features not supported" value="IPv6: the cluster has IPv4 only"/>
    </properties>
    <testcase classname="service-conformance.extended" name="DUALSTACK-1 A dual-stack Service MUST answer at its IPv6 ClusterIP too." time="0">
      <skipped message="the cluster has IPv4 only"/>
    </testcase>
    <testcase classname="service-conformance.core" name="ARTICLE-1 my-deployment MUST roll out: 2 pods Ready, both of them endpoints of its Services." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-2 my-service, which names no type, MUST be a ClusterIP." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-3 nodeport-service MUST get a nodePort that its manifest does not name." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-4 From every pod of my-deployment curl MUST get the nginx page at the ClusterIP and at the DNS name." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-5 From a pod on any node the ClusterIP of my-service MUST lead to both pods." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-6 From outside, the ClusterIP of my-service MUST NOT be answered." time="10.4"/>
    <testcase classname="service-conformance.core" name="ARTICLE-7 From outside, node-ip:nodePort MUST show the nginx page on every node." time="3.14">
      <failure message="ARTICLE-7: outside: this process (172.18.0.1) -> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: not every probe was answered" type="failed"><![CDATA[ARTICLE-7: outside: this process (172.18.0.1) -> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: not every probe was answered
  expected: every probe is answered, and both pods answer
  seen: 40 probes in 52 ms: 40 refused
    40 x refused: connect ECONNREFUSED 172.18.0.4:31234
  repeat: curl -sS 'http://172.18.0.4:31234/' # <html> & co]]></failure>
    </testcase>
    <testcase classname="service-conformance.core" name="ARTICLE-8 The nodePort MUST be the same on all nodes." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-9 From pods, the ClusterIP of nodeport-service MUST lead to both pods." time="61">
      <error message="ARTICLE-9: pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5) -> ClusterIP 10.43.12.7:80 of article-x7k2/my-service: 40 of 40 probes could not be made" type="inconclusive"><![CDATA[ARTICLE-9: pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5) -> ClusterIP 10.43.12.7:80 of article-x7k2/my-service: 40 of 40 probes could not be made
  seen: 40 probes in 9 ms: 40 broken
    40 x broken: exec: websocket closed (1006)]]></error>
    </testcase>
    <testcase classname="service-conformance.core" name="ARTICLE-10 A ClusterIP MUST open nothing on the nodes." time="1.234"/>
    <testcase classname="service-conformance.core" name="ARTICLE-11 After nodeport-service is deleted its nodePort MUST close on every node." time="0">
      <skipped message="no outside client reaches the nodes, 100 % of probes: unroutable"/>
    </testcase>
    <testcase classname="service-conformance.core" name="ARTICLE-12 kubectl get svc MUST print both Services in the article's columns." time="1.234"/>
    <testcase classname="service-conformance.run" name="run" time="0">
      <error message="node node-3 died during the run: its container ended" type="run error"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('nothing that came from the network can break the XML', () => {
  const hostile = `<a b="c">&\u001b[31mred\u001b[0m\u0000 ]]> ]]> \ud800`;
  const result = sampleResult('ARTICLE-7', { verdict: 'failed', reason: hostile, explanation: hostile, durationMs: 1 });
  const xml = junitXml({ ...SAMPLE_REPORT, cluster: null, errors: [hostile], requirements: [result] });
  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="1" skipped="0">
  <testsuite name="service-conformance" timestamp="2026-03-01T10:00:00.000Z" time="101.4" tests="2" failures="1" errors="1" skipped="0">
    <properties>
      <property name="suite version" value="0.1.0"/>
      <property name="outside client" value="this process: it reaches the nodes by address"/>
      <property name="notice" value="a cluster that is no real one"/>
      <property name="bounds changed" value="service-programmed 5000 ms instead of 30000 ms"/>
      <property name="features not supported" value="IPv6: the cluster has IPv4 only"/>
    </properties>
    <testcase classname="service-conformance.core" name="ARTICLE-7 From outside, node-ip:nodePort MUST show the nginx page on every node." time="0.001">
      <failure message="&lt;a b=&quot;c&quot;>&amp;red ]]> ]]> �" type="failed"><![CDATA[<a b="c">&red ]] > ]] > �]]></failure>
    </testcase>
    <testcase classname="service-conformance.run" name="run" time="0">
      <error message="&lt;a b=&quot;c&quot;>&amp;red ]]> ]]> �" type="run error"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('the file is written into a new folder', () => {
  using folder = temporaryFolder();
  const path = writeJunit(join(folder.path, 'new'), SAMPLE_REPORT);
  expect(path).toBe(join(folder.path, 'new', 'junit.xml'));
  expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(junitXml(SAMPLE_REPORT));
});
