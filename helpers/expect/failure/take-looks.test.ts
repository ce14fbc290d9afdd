import { expect, test } from '@jest/globals';
import { NODE_PORT, scriptedClient } from '../scripted-client.ts';
import { takeLooks } from './take-looks.ts';

test('what was seen is kept, whoever looked', async () => {
  const down = scriptedClient(() => ({ outcome: 'refused', detail: 'Connection refused', totalMs: 2.4 }), {
    name: 'pod on node-1',
  });
  const up = scriptedClient(() => ({ backend: 'shop/a' }), { name: 'pod on node-2', node: 'node-2' });
  const looks = [down, up].map((client) => ({ client, target: NODE_PORT, wanted: 'answer' as const }));
  expect(await takeLooks(looks, () => 'token', new AbortController().signal)).toMatchObject([
    { from: { node: 'node-1' }, outcome: 'refused', backend: null, detail: 'Connection refused', ms: 2 },
    { from: { node: 'node-2' }, to: { kind: 'nodePort', protocol: 'TCP' }, outcome: 'answered', backend: 'shop/a' },
  ]);
});
