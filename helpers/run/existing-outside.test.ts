import { expect, test } from '@jest/globals';
import { json, localApi } from '../kube/local-api.ts';
import { chooseExistingOutside, type OutsideQuestion } from './existing-outside.ts';

const { signal } = new AbortController();
const CLUSTER: OutsideQuestion['cluster'] = {
  ...{ nodes: [{ name: 'n1', internalIPs: ['127.0.0.1'] }], clients: [], images: { nginx: 'nginx' } },
  ipFamilies: ['IPv4'],
};

/** Where outside is, without anything created for that. */
async function chosen(about: Pick<OutsideQuestion, 'wanted' | 'inside'>) {
  await using api = await localApi({ answer: (_, response) => json(response, 500, {}) });
  const place = await chooseExistingOutside({ kube: api.kube, cluster: CLUSTER, namespace: 'a', signal, ...about });
  expect(api.seen).toEqual([]);
  return place;
}

const POD = 'this process is itself pod ci/job';

test('who says that there is no place outside has it skipped', async () => {
  expect(await chosen({ wanted: 'none', inside: undefined })).toEqual({
    ...{ kind: 'none', why: '--outside none', wanted: false },
  });
});

test('a process inside is none, and what needs one is in doubt, with what to do', async () => {
  const { kind, why, wanted } = (await chosen({ wanted: undefined, inside: POD })) as Record<string, unknown>;
  expect({ kind, wanted }).toEqual({ kind: 'none', wanted: true });
  expect(why).toMatch(
    /^this process is itself pod ci\/job; run the suite on a machine that reaches the nodes .*--outside none/,
  );
});

test('who insists on a process inside is refused', async () => {
  await expect(chosen({ wanted: 'process', inside: POD })).rejects.toThrow(`--outside process: ${POD}; leave it out`);
});
