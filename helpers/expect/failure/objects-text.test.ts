import { expect, test } from '@jest/globals';
import type { CoreV1Event } from '@kubernetes/client-node';
import { eventsText, objectsYaml } from './objects.ts';

test('events come the oldest first, each on one line', () => {
  const event = (stated: object): CoreV1Event => ({
    ...{ metadata: {}, type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe failed' },
    ...{ involvedObject: { kind: 'Pod', name: 'a' }, ...stated },
  });
  const events = [
    event({ lastTimestamp: '2026-11-28T10:00:03Z', count: 3, message: ' Readiness probe\n  failed\n' }),
    event({ lastTimestamp: '2026-11-28T10:00:01Z', count: 1, type: 'Normal', reason: 'Pulled', message: undefined }),
    event({ eventTime: '2026-11-28T10:00:02Z' }),
    event({ series: { lastObservedTime: '2026-11-28T10:00:04Z' }, lastTimestamp: '2026-11-28T10:00:00Z', count: 2 }),
    event({ series: { lastObservedTime: '2026-11-28T10:00:05Z', count: 7 }, type: undefined, reason: undefined }),
    event({}),
  ];
  expect(eventsText(events)).toBe(
    `  Warning  Pod a  Unhealthy: Readiness probe failed
2026-11-28T10:00:01Z  Normal  Pod a  Pulled: 
2026-11-28T10:00:02Z  Warning  Pod a  Unhealthy: Readiness probe failed
2026-11-28T10:00:03Z  Warning  Pod a  Unhealthy (3 times): Readiness probe failed
2026-11-28T10:00:04Z  Warning  Pod a  Unhealthy (2 times): Readiness probe failed
2026-11-28T10:00:05Z  Normal  Pod a  no reason (7 times): Readiness probe failed
`,
  );
  expect(eventsText([])).toBe('no events\n');
});

test('a long line of an object stays one line', () => {
  const why = 'a line that is longer than eighty characters stays one line, so that it can be searched for';
  const services = [{ metadata: { annotations: { why } } }];
  expect(objectsYaml({ services, slices: [], pods: [], nodes: [], events: [], gone: [] })).toBe(
    `metadata:\n  annotations:\n    why: ${why}\n`,
  );
});
