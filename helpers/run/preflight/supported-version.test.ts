import { expect, test } from '@jest/globals';
import { supportedVersion } from './supported-version.ts';

test.each([
  ['v1.30.9', { misses: ['Kubernetes v1.30.9 is too old: 1.31 or later is needed'], notices: [] }],
  ['v1.31.0-gke.1', { misses: [], notices: [] }],
  ['v1.37.2+k3s1', { misses: [], notices: [] }],
  [
    'v1.38.0',
    {
      misses: [],
      notices: ['Kubernetes v1.38.0 is newer than what this suite knows (1.37): see whether there is a newer one'],
    },
  ],
])('%s', (version, findings) => {
  expect(supportedVersion(version)).toEqual(findings);
});
