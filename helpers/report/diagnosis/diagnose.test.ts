import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporary-folder.ts';
import { diagnose } from './diagnose.ts';
import { NODE_3_FAILS, observation, sampleFacts } from './sample-facts.ts';

const DROPPED = {
  differences: [
    {
      ...{ failing: 'node-3', working: 'node-1', lacks: [] },
      more: [{ group: 'iptables raw PREROUTING', line: '-p tcp -m tcp --dport 30000:32767 -j DROP' }],
    },
  ],
};

const DIAGNOSIS = [
  'seen: node node-3 answers on no nodePort (0 of 10 probes), while node-1 and node-2 do',
  'seen: node node-3 has, and node-1 has not, a rule that drops: iptables raw PREROUTING "-p tcp -m tcp --dport 30000:32767 -j DROP"',
  'likely: that rule is why node node-3 fails: it takes what is sent to the Service there',
];

test('where it fails comes before why', () => {
  expect(diagnose(sampleFacts({ ...NODE_3_FAILS, ...DROPPED }))).toEqual(DIAGNOSIS);
});

test('no rule speaks where the facts do not suffice', () => {
  expect(diagnose(sampleFacts({ observations: [observation()] }))).toEqual([]);
  const nothing = { nodes: [], services: [], endpoints: [], endpointsBefore: [], pods: [], proxies: [], rules: [] };
  expect(
    diagnose(sampleFacts({ ...nothing, observations: [observation()], missing: ['nodes: not there within 10 s'] })),
  ).toEqual([]);
  expect(diagnose(sampleFacts(nothing))).toEqual([]);
});

test('another process says the same from the file alone', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'facts.json');
  writeFileSync(path, JSON.stringify(sampleFacts({ ...NODE_3_FAILS, ...DROPPED })));
  const program = `
    import { readFileSync } from 'node:fs';
    import { diagnose } from ${JSON.stringify(new URL('diagnose.ts', import.meta.url).href)};
    console.log(JSON.stringify(diagnose(JSON.parse(readFileSync(process.argv[1], 'utf8')))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program, path], {
    encoding: 'utf8',
  });
  expect({ said: JSON.parse(stdout || 'null'), stderr }).toEqual({ said: DIAGNOSIS, stderr: '' });
});
