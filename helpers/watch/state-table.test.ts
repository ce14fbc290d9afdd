import { expect, test } from '@jest/globals';
import { stateTable } from './state-table.ts';
import { watchedFor } from './watch-fixture.ts';

test('each place by each target: what is so now, and how often it was broken', async () => {
  const { watched } = await watchedFor(20_000, ({ kind }, target, ms) => {
    if (kind === 'outside' && target.node === 'node-2') return ms > 5_000 ? { outcome: 'refused' } : null;
    if (kind === 'node' && target.kind === 'ClusterIP' && target.protocol === 'UDP') return { outcome: 'broken' };
    if (kind === 'pod' && target.kind === 'ClusterIP') return ms > 5_000 && ms < 8_000 ? { outcome: 'timeout' } : null;
    return null;
  });
  expect(stateTable(watched, ['node-1', 'node-2'])).toEqual({
    title: 'client by target, now',
    columns: ['from', 'ClusterIP', 'nodePort\nnode-1', 'nodePort\nnode-2', 'pod IPs'],
    rows: [
      ['pod on node-1', '✓ 2×', '✓', '✓', '✓'],
      ['pod on node-2', '✓ 2×', '✓', '✓', '✓'],
      ['node node-1', '? UDP', '✓', '✓', '✓'],
      ['node node-2', '? UDP', '✓', '✓', '✓'],
      ['outside', '', '✓', '✗ TCP+UDP 2×', ''],
    ],
  });
});
