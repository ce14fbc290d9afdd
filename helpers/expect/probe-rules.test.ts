import { expect, test } from '@jest/globals';
import { OUTCOMES, type ProbeResult } from '../probe/probe.ts';
import { answeredBy, endedAs, onServerPort, SEEN_AS_SENT, seenFrom } from './probe-rules.ts';
import { BACKENDS } from './scripted-client.ts';

const result = (part: Partial<ProbeResult>) => part as ProbeResult;
const seen = { from: { address: '10.42.0.9', port: 40_000 }, serverPort: 8080, node: 'node-1' };

test('answered by one of these, and with a whole answer', () => {
  const rule = answeredBy(BACKENDS);
  expect(rule.words).toBe('answered by shop/a or shop/b');
  expect(rule.holds(result({ outcome: 'answered', backend: 'shop/b' }))).toBe(true);
  expect(rule.holds(result({ outcome: 'answered', backend: 'shop/c' }))).toBe(false);
  expect(rule.holds(result({ outcome: 'answered' }))).toBe(false);
  expect(rule.holds(result({ outcome: 'stranger', backend: 'shop/b' }))).toBe(false);
  expect(answeredBy([]).words).toBe('answered by nobody');
  expect(answeredBy([{ name: '', address: '', node: '' }]).holds(result({ outcome: 'timeout' }))).toBe(false);
});

test('ended as one of these, and not by a backend of ours', () => {
  const rule = endedAs('refused', 'stranger');
  expect(rule.words).toBe('ended as refused or stranger');
  expect(OUTCOMES.filter((outcome) => rule.holds(result({ outcome })))).toEqual(['stranger', 'refused']);
  expect(rule.holds(result({ outcome: 'stranger', backend: 'shop/a' }))).toBe(false);
});

test('answered on the backend’s port', () => {
  const rule = onServerPort(8080);
  expect(rule.words).toBe('answered on port 8080 of the backend');
  expect(rule.holds(result({ seen }))).toBe(true);
  expect(rule.holds(result({ seen: { ...seen, serverPort: 8081 } }))).toBe(false);
  expect(rule.holds(result({}))).toBe(false);
});

test('the client is seen at one of its addresses', () => {
  const rule = seenFrom('the client', ['10.42.0.9', 'fd00::9']);
  expect(rule.words).toBe('the backend sees the client (10.42.0.9, fd00::9)');
  expect(rule.holds(result({ seen }))).toBe(true);
  expect(rule.holds(result({ seen: { ...seen, from: { address: '10.42.0.1', port: 1 } } }))).toBe(false);
  expect(rule.holds(result({}))).toBe(false);
});

test('the client is seen at the address that it sent from, if that is known', () => {
  const local = { address: '10.42.0.9', port: 1 };
  expect(SEEN_AS_SENT.words).toBe("the backend sees the client's own end of the connection");
  expect(SEEN_AS_SENT.holds(result({ seen, local }))).toBe(true);
  expect(SEEN_AS_SENT.holds(result({ seen, local: { ...local, address: '10.42.0.8' } }))).toBe(false);
  expect(SEEN_AS_SENT.holds(result({ local }))).toBe(false);
  expect(SEEN_AS_SENT.holds(result({ seen }))).toBe(false);
  expect(SEEN_AS_SENT.holds(result({}))).toBe(false);
});
