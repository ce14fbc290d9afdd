/** Which Services are rejected, and in what words: pkg/apis/core/validation, ValidateService and validateServicePort. */
import type { V1ServicePort, V1ServiceSpec } from '@kubernetes/client-node';
import { duplicateValue, type FieldProblem, forbidden, invalidValue, notSupported, requiredValue } from './failure.ts';
import { isHeadless, needsClusterIP, needsNodePorts, type ServiceObject } from './service-object.ts';

/** Since 1.36 a name may start with a digit (KEP-5311). */
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NOT_A_LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const DISTRIBUTIONS = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];
const MOST_AFFINITY_SECONDS = 86_400;

export function problemsOfService({ metadata, spec }: ServiceObject): FieldProblem[] {
  return [
    ...(DNS_LABEL.test(metadata.name) ? [] : [invalidValue('metadata.name', metadata.name, NOT_A_LABEL)]),
    ...problemsOfAddresses(spec),
    ...problemsOfPorts(spec),
    ...problemsOfPolicies(spec),
  ];
}

/** validateUpgradeDowngradeClusterIPs */
export function problemsOfChange({ spec: before }: ServiceObject, { spec }: ServiceObject): FieldProblem[] {
  const [old, now] = [before.clusterIPs?.[0], spec.clusterIPs?.[0]];
  if (!needsClusterIP(before) || !needsClusterIP(spec) || !old || old === now) return [];
  return [invalidValue('spec.clusterIPs[0]', spec.clusterIPs, 'may not change once set')];
}

function problemsOfAddresses(spec: V1ServiceSpec): FieldProblem[] {
  const given = spec.clusterIPs ?? [];
  if (spec.type === 'ExternalName') {
    return [
      ...(given.length > 0 ? [forbidden('spec.clusterIPs', "may not be set when `type` is 'ExternalName'")] : []),
      ...(spec.externalName ? [] : [requiredValue('spec.externalName')]),
    ];
  }
  const problems: FieldProblem[] = [];
  if (needsNodePorts(spec) && given.includes('None')) {
    const why = `may not be set to 'None' for ${spec.type} services`;
    problems.push(invalidValue('spec.clusterIPs[0]', 'None', why));
  }
  if (spec.ipFamilyPolicy === 'RequireDualStack' && !isHeadless(spec)) {
    const why = 'this cluster is not configured for dual-stack services';
    problems.push(invalidValue('spec.ipFamilyPolicy', 'RequireDualStack', why));
  }
  return problems;
}

function problemsOfPorts(spec: V1ServiceSpec): FieldProblem[] {
  const ports = spec.ports ?? [];
  if (ports.length === 0 && needsClusterIP(spec) && !isHeadless(spec)) return [requiredValue('spec.ports')];
  return ports.flatMap((port, index) => problemsOfPort(spec, port, index, ports));
}

function problemsOfPort(
  spec: V1ServiceSpec,
  port: V1ServicePort,
  index: number,
  ports: readonly V1ServicePort[],
): FieldProblem[] {
  const at = `spec.ports[${index}]`;
  const before = ports.slice(0, index);
  const problems: FieldProblem[] = [];
  const { name = '', nodePort = 0, protocol } = port;
  if (ports.length > 1 && name === '') problems.push(requiredValue(`${at}.name`));
  else if (name !== '' && before.some((each) => each.name === name)) problems.push(duplicateValue(`${at}.name`, name));
  if (!(port.port >= 1 && port.port <= 65_535)) {
    problems.push(invalidValue(`${at}.port`, port.port, 'must be between 1 and 65535, inclusive'));
  }
  if (nodePort > 0 && !needsNodePorts(spec)) {
    problems.push(forbidden(`${at}.nodePort`, `may not be used when \`type\` is '${spec.type}'`));
  }
  if (before.some((each) => each.port === port.port && each.protocol === protocol)) {
    problems.push(duplicateValue(at, { protocol, port: port.port }));
  }
  if (nodePort > 0 && before.some((each) => each.nodePort === nodePort && each.protocol === protocol)) {
    problems.push(duplicateValue(`${at}.nodePort`, { protocol, nodePort }));
  }
  return problems;
}

function problemsOfPolicies(spec: V1ServiceSpec): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (
    spec.sessionAffinity === 'ClientIP' &&
    seconds !== undefined &&
    !(seconds > 0 && seconds <= MOST_AFFINITY_SECONDS)
  ) {
    const why = `must be greater than 0 and less than ${MOST_AFFINITY_SECONDS}`;
    problems.push(invalidValue('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, why));
  }
  if (spec.externalTrafficPolicy && !needsNodePorts(spec)) {
    const why = 'may only be set for externally-accessible services';
    problems.push(invalidValue('spec.externalTrafficPolicy', spec.externalTrafficPolicy, why));
  }
  const { trafficDistribution } = spec;
  if (trafficDistribution !== undefined && !DISTRIBUTIONS.includes(trafficDistribution)) {
    problems.push(notSupported('spec.trafficDistribution', trafficDistribution, DISTRIBUTIONS));
  }
  return problems;
}
