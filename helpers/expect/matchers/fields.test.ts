import { test } from '@jest/globals';
import { Check } from '../check.ts';
import { addressOf, equal, none, portOf } from '../field-rules.ts';
import { Inconclusive } from '../inconclusive.ts';
import { expect } from './index.ts';

const SERVICE = { spec: { type: 'NodePort', clusterIP: '10.43.9.1', ports: [{ port: 80, nodePort: 31_234 }] } };

function fields(object: unknown) {
  const check = new Check('SAMPLE-4', () => 'token', new AbortController().signal);
  return check.fields('Service shop/web', object, 'kubectl -n shop get service web -o yaml');
}

test('passes when the named fields are as the rules say', () => {
  const observed = fields(SERVICE);
  expect(observed).toHaveFields({
    'spec.type': equal('NodePort'),
    'spec.clusterIP': addressOf(['10.43.0.0/16', 'fd00:43::/112']),
    'spec.ports.0.nodePort': portOf({ from: 30_000, to: 32_767 }),
    'spec.externalIPs': none,
  });
  expect(observed.cell).toMatchObject({
    holds: true,
    expected:
      'spec.type "NodePort"; spec.clusterIP an address of 10.43.0.0/16 or fd00:43::/112; spec.ports.0.nodePort a port of 30000-32767; spec.externalIPs none',
  });
});

test('names every field that differs, what was expected of it and what it is', () => {
  const judge = () =>
    expect(fields(SERVICE)).toHaveFields({
      'spec.type': equal('ClusterIP'),
      'spec.ports.0.nodePort': none,
      'spec.clusterIP': addressOf(['10.96.0.0/12']),
      'spec.ports.1.nodePort': portOf({ from: 30_000, to: 32_767 }),
    });
  expect(judge).toThrow(
    [
      'SAMPLE-4: Service shop/web: spec.type: expected "ClusterIP", is "NodePort"',
      '  spec.ports.0.nodePort: expected none, is 31234',
      '  spec.clusterIP: expected an address of 10.96.0.0/12, is "10.43.9.1"',
      '  spec.ports.1.nodePort: expected a port of 30000-32767, is absent',
      '  repeat: kubectl -n shop get service web -o yaml',
    ].join('\n'),
  );
});

test.each([
  ['an address with leading text', addressOf(['10.43.0.0/16']), 'x10.43.0.1'],
  ['None, of a headless Service', addressOf(['10.43.0.0/16']), 'None'],
  ['the port below the range', portOf({ from: 30_000, to: 32_767 }), 29_999],
  ['the port above the range', portOf({ from: 30_000, to: 32_767 }), 32_768],
  ['a port as text', portOf({ from: 30_000, to: 32_767 }), '31000'],
  ['an entry in a list', none, [{ ip: '198.18.0.1' }]],
  ['nothing, where a value is wanted', equal('ClusterIP'), undefined],
])('%s does not hold', (_, rule, value) => {
  expect(rule.holds(value)).toBe(false);
});

test('no rule can not tell, and .not is refused', () => {
  expect(fields(SERVICE).wrong).toEqual([]);
  const unnamed = () => expect(fields(SERVICE)).toHaveFields({});
  expect(unnamed).toThrow(Inconclusive);
  expect(unnamed).toThrow('SAMPLE-4: Service shop/web: no field was named');
  expect(() => expect(fields(SERVICE)).not.toHaveFields({ 'spec.type': equal('ClusterIP') })).toThrow(
    'expect(…).not.toHaveFields() would pass on anything else: name the values that the fields must have',
  );
});
