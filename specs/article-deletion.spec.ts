/** The article's end: one door is taken away, the other stays open. */
import { SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import { requirement } from '../helpers/expect/requirement.ts';
import { remove } from '../helpers/kube/remove.ts';
import { stillFree } from '../helpers/scene/holders.ts';
import { applyFixture, clusterIP, nodePorts, scene } from './article-scene.ts';

const stage = scene();

requirement('ARTICLE-11', async (check) => {
  const article = await stage.article();
  const { kube, places, myService, nodeportService, subject } = article;
  const controlService = await applyFixture(article, 'control-service.yaml');
  const doors = nodePorts(article, nodeportService);
  const controls = nodePorts(article, controlService);
  const { outside } = places;

  // Every door is open before one is taken away; otherwise a silence would prove nothing.
  const fromOutside = [nodeportService, controlService].flatMap((service) =>
    nodePorts(article, service).map((target) => ({
      ...{ client: outside, target, of: subject(service), within: SERVICE_PROGRAMMED_MS },
      beside: places.podOn(target.node),
    })),
  );
  const fromInside = [nodeportService, myService].flatMap((service) =>
    places.pods.map((client) => ({
      ...{ client, target: clusterIP(service), of: subject(service), within: SERVICE_PROGRAMMED_MS },
    })),
  );
  const open = await Promise.all([...fromOutside, ...fromInside].map((options) => check.sample(options)));
  for (const sampling of open) expect(sampling).toReachEveryBackend();

  const traffic = places.pods.map((client) =>
    check.traffic({ client, target: clusterIP(myService), of: subject(myService) }),
  );
  await using cleanup = new AsyncDisposableStack();
  for (const each of traffic) cleanup.use(each);
  await remove(kube, nodeportService, { signal: check.signal });

  const closing = doors.map((target, index) => {
    const control = controls[index];
    if (!control) throw new Error(`no control beside ${target.host}`);
    const of = subject(nodeportService);
    const beside = places.podOn(target.node);
    return check.silence({ client: outside, target, control, of, within: SERVICE_PROGRAMMED_MS, beside });
  });
  const silent = places.pods.map((client) =>
    check.silence({
      client,
      target: clusterIP(nodeportService),
      control: clusterIP(myService),
      of: subject(nodeportService),
      within: SERVICE_PROGRAMMED_MS,
    }),
  );
  const silences = await Promise.all([...closing, ...silent]);
  // Its manifest names no numbers, so the API server may give them to anybody.
  await stillFree(kube, [...doors, clusterIP(nodeportService)]);
  for (const silence of silences) expect(silence).toReachNobody();
  for (const each of traffic) expect(await each.stop()).toBeAnsweredThroughout();
});
