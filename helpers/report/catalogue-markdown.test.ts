import { expect, test } from '@jest/globals';
import { catalogueTable, MarkerError, replaceBetween } from './catalogue-markdown.ts';
import { sampleRequirement } from './sample-requirement.ts';

test('the catalogue is a table in the order given, with pipes and angle brackets escaped', () => {
  expect(
    catalogueTable([
      sampleRequirement('B-2', { sentence: 'a|b MUST <c>.', needs: { nodes: 2, outside: true } }),
      sampleRequirement('A-1', { level: 'extended', feature: 'x|y', upstream: 'network/service.go "should <hold>"' }),
    ]),
  ).toBe(
    `| id | level | requirement | needs | nearest upstream test |
| --- | --- | --- | --- | --- |
| B-2 | core | a\\|b MUST &lt;c>. | 2 nodes, a client outside | none |
| A-1 | extended: x\\|y | It MUST hold. |  | network/service.go "should &lt;hold>" |`,
  );
});

test('what is between the markers is replaced, and nothing else; doing it twice changes nothing', () => {
  const text = 'a\n<!-- requirements -->\nold\n<!-- /requirements -->\nz\n';
  const once = replaceBetween(text, 'requirements', "new $& $'");
  expect(once).toBe("a\n<!-- requirements -->\nnew $& $'\n<!-- /requirements -->\nz\n");
  expect(replaceBetween(once, 'requirements', "new $& $'")).toBe(once);
});

test.each([
  ['no opening', 'old <!-- /m -->'],
  ['no closing', '<!-- m --> old'],
  ['the wrong order', '<!-- /m --> old <!-- m -->'],
  ['two openings', '<!-- m --> <!-- m --> <!-- /m -->'],
  ['two closings', '<!-- m --> <!-- /m --> <!-- /m -->'],
])('with %s it throws', (_name, text) => {
  expect(() => replaceBetween(text, 'm', 'new')).toThrow(new MarkerError('<!-- m -->', '<!-- /m -->'));
});

test('the error says what to put back', () => {
  expect(new MarkerError('<!-- m -->', '<!-- /m -->').message).toBe(
    'the text must hold <!-- m --> once and after it <!-- /m --> once: put both back, each on a line of its own',
  );
});
