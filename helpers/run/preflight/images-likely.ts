import type { V1Node } from '@kubernetes/client-node';

/** What a reference without a registry means to every kubelet. */
const IMPLIED = /^(docker\.io\/)?(library\/)?/;

/** What is to be known about pulling the image on these nodes; whether it can be pulled only a pull can tell. */
export function imagesLikely(nodes: readonly V1Node[], image: string): string[] {
  const without = nodes.filter(({ status }) => !(status?.images ?? []).some(({ names = [] }) => isAmong(image, names)));
  const architectures = new Set(nodes.flatMap(({ status }) => status?.nodeInfo?.architecture ?? []));
  const foreign = [...architectures].filter((each) => each !== 'amd64');
  return [
    ...(without.length > 0
      ? [
          `image ${image} is not among those that ${namesOf(without)} report: it will be pulled (NGINX_IMAGE names another)`,
        ]
      : []),
    ...(foreign.length > 0
      ? [`nodes are ${[...architectures].join(', ')}: image ${image} has to be there for ${foreign.join(', ')} too`]
      : []),
  ];
}

function isAmong(image: string, names: readonly string[]): boolean {
  return names.some((name) => name.replace(IMPLIED, '') === image.replace(IMPLIED, ''));
}

function namesOf(nodes: readonly V1Node[]): string {
  return `${nodes.length === 1 ? 'node' : 'nodes'} ${nodes.map(({ metadata }) => metadata?.name).join(', ')}`;
}
