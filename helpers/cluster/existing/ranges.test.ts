import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { nodePortsByRefusal, rangesByRefusal } from './ranges.ts';

// As 1.32 says them.
const IPS =
  'failed to allocate IP 203.0.113.1: the provided IP (203.0.113.1) is not in the valid range. The range of valid IPs is';
const PORTS =
  'spec.ports[0].nodePort: Invalid value: 1: provided port is not in the valid range. The range of valid ports is';

function refusing(words: (body: { spec: { clusterIP?: string } }) => string | undefined) {
  return localApi({
    answer({ body, query }, response) {
      expect(query.dryRun).toBe('All');
      const text = words(JSON.parse(body));
      if (text === undefined) json(response, 201, {});
      else failure(response, 422, 'Invalid', `Service "asked-x" is invalid: ${text}`);
    },
  });
}

test('ranges of both families, from what the server refuses', async () => {
  await using api = await refusing(({ spec }) =>
    spec.clusterIP?.includes(':') ? `${IPS} fd00:96::/112` : `${IPS} 10.96.0.0/12`,
  );
  expect(await rangesByRefusal(api.kube, 'a')).toEqual(['10.96.0.0/12', 'fd00:96::/112']);
});

test('a single-stack server refuses the other family without a range', async () => {
  await using api = await refusing(({ spec }) =>
    spec.clusterIP?.includes(':') ? 'spec.ipFamilies[0]: not configured on this cluster' : `${IPS} 10.96.0.0/12`,
  );
  expect(await rangesByRefusal(api.kube, 'a')).toEqual(['10.96.0.0/12']);
});

test('node ports as the server says, else its default', async () => {
  await using own = await refusing(() => `${PORTS} 31000-31999`);
  expect(await nodePortsByRefusal(own.kube, 'a')).toEqual({ from: 31_000, to: 31_999 });
  await using silent = await refusing(() => undefined);
  expect(await nodePortsByRefusal(silent.kube, 'a')).toEqual({ from: 30_000, to: 32_767 });
});
