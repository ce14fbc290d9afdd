import { API_REQUEST_MS } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { Kube } from './client.ts';
import { footprintHttp } from './footprint-http.ts';
import { loadConfig } from './load-config.ts';

/** Says which spec file's an object is, where several share a namespace. */
export const SCENE_LABEL = 'service-conformance/scene';

/**
 * The API of the cluster that a run is on.
 * @param scene what the objects that it creates are labelled with, on a cluster where such things are labelled at all.
 */
export function kubeOf(cluster: Pick<Cluster, 'kubeconfig' | 'context' | 'footprint'>, scene?: string): Kube {
  const { kubeconfig, context, footprint } = cluster;
  const config = loadConfig(kubeconfig);
  if (context !== undefined) config.setCurrentContext(context);
  if (!footprint) return new Kube(config);
  const labels = { ...(scene !== undefined && { [SCENE_LABEL]: scene }), ...footprint.labels };
  return new Kube(config, API_REQUEST_MS, (http) => footprintHttp(http, { ...footprint, labels }));
}
