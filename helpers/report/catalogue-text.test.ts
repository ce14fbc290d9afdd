import { expect, test } from '@jest/globals';
import { catalogueText } from './catalogue-text.ts';
import { sampleRequirement } from './sample-requirement.ts';

test('a terminal gets a paragraph for each entry and how many there are', () => {
  const policy = sampleRequirement('POLICY-8', {
    ...{ level: 'extended', feature: 'terminating fallback', needs: { nodes: 2, outside: true } },
    ...{ sentence: 'Pods that end MUST serve.', upstream: 'network/service.go "should fall back"' },
  });
  expect(catalogueText([sampleRequirement('ARTICLE-1'), policy])).toBe(`ARTICLE-1  core
  It MUST hold.
  needs     nothing in particular
  source    kubernetes.io/docs
  upstream  none

POLICY-8  extended: terminating fallback
  Pods that end MUST serve.
  needs     2 nodes, a client outside
  source    kubernetes.io/docs
  upstream  network/service.go "should fall back"

2 requirements: 1 core, 1 extended`);
});
