import { ownNames } from '../matrix/own-names.ts';
import type { RunReport } from '../results.ts';
import { type Html, html } from './html.ts';
import { counted } from './words.ts';

/** Which cluster it was. */
export function facts({ cluster, outsideClient }: RunReport): Html {
  if (!cluster) return html`<p class="facts quiet">No cluster came up, so nothing was checked.</p>`;
  const { kind, kubernetesVersion, proxyMode, nodes, serviceRanges, nodePortRange, ipFamilies } = cluster;
  const pairs: [string, Html | string][] = [
    ['Kubernetes', html`<b>${kubernetesVersion}</b> ${kind}`],
    ['kube-proxy', html`<b>${proxyMode}</b>`],
    [counted(nodes.length, 'node'), nodesInWords(nodes)],
    ['Services', `${serviceRanges.join(', ')} ${ipFamilies.join(' and ')}`],
    ['nodePorts', `${nodePortRange.from}–${nodePortRange.to}`],
    ['outside client', outsideClient ?? 'none'],
  ];
  return html`<dl class="facts">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

type Nodes = NonNullable<RunReport['cluster']>['nodes'];

/** As many as a line takes; all of them stand in the picture or the tables. */
const NAMED = 3;

function nodesInWords(nodes: Nodes): string {
  const names = nodes.map(({ name }) => name);
  const shown = names.slice(0, NAMED).map(ownNames(names));
  return `${shown.join(', ')}${nodes.length > NAMED ? ` and ${nodes.length - NAMED} more` : ''}`;
}
