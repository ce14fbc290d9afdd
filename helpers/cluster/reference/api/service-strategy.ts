/** What the API server makes of a Service that is created or changed: pkg/registry/core/service/{strategy.go,storage/alloc.go}. */
import { isDeepStrictEqual } from 'node:util';
import type { V1ServicePort, V1ServiceSpec } from '@kubernetes/client-node';
import { type FieldProblem, invalid, invalidValue } from './failure.ts';
import { SERVICES } from './kinds.ts';
import { freeNodePort, NODE_PORTS, type ServiceRange } from './service-addresses.ts';
import { setDefaults, setFamilies } from './service-defaults.ts';
import {
  isHeadless,
  needsClusterIP,
  needsHealthCheckNodePort,
  needsNodePorts,
  type ServiceObject,
} from './service-object.ts';
import { problemsOfChange, problemsOfService } from './service-validation.ts';

/** The object as it will be stored. @throws {Failure} */
export type PrepareService = (object: ServiceObject, before: ServiceObject | undefined) => ServiceObject;

export class ServiceStrategy {
  readonly #others: (name: string) => readonly V1ServiceSpec[];
  readonly #range: ServiceRange;

  /** @param others the specs of all Services but the one of that `namespace/name`: what they have is taken. */
  constructor(others: (name: string) => readonly V1ServiceSpec[], range: ServiceRange) {
    this.#others = others;
    this.#range = range;
  }

  /** The object as it will be stored. @throws {Failure} */
  prepare(object: ServiceObject, before: ServiceObject | undefined): ServiceObject {
    const spec = JSON.parse(JSON.stringify(object.spec ?? {})) as V1ServiceSpec;
    const service = { ...object, spec, status: before?.status ?? { loadBalancer: {} } };
    setDefaults(spec);
    normalizeClusterIPs(spec, before?.spec);
    if (before) {
      keepAllocated(spec, before.spec);
      dropWhatBelongedToTheType(spec, before.spec);
    }
    reject(service, [...problemsOfService(service), ...(before ? problemsOfChange(before, service) : [])]);
    setFamilies(spec);
    const others = this.#others(`${object.metadata.namespace}/${object.metadata.name}`);
    reject(service, [...this.#allocateClusterIP(spec, others), ...this.#allocateNodePorts(spec, before?.spec, others)]);
    return service;
  }

  #allocateClusterIP(spec: V1ServiceSpec, others: readonly V1ServiceSpec[]): FieldProblem[] {
    if (!needsClusterIP(spec) || isHeadless(spec)) return [];
    const taken = new Set(others.flatMap(({ clusterIPs = [] }) => clusterIPs));
    const [wanted] = spec.clusterIPs ?? [];
    const refuse = (why: string) => [
      invalidValue(
        'spec.clusterIPs',
        spec.clusterIPs ?? [],
        `failed to allocate IP${wanted ? ` ${wanted}` : ''}: ${why}`,
      ),
    ];
    if (wanted && !this.#range.holds(wanted)) return refuse('the provided IP is not in the valid range');
    if (wanted && taken.has(wanted)) return refuse('provided IP is already allocated');
    const address = wanted || this.#range.free(taken);
    if (!address) return refuse('range is full');
    Object.assign(spec, { clusterIP: address, clusterIPs: [address] });
    return [];
  }

  #allocateNodePorts(
    spec: V1ServiceSpec,
    before: V1ServiceSpec | undefined,
    others: readonly V1ServiceSpec[],
  ): FieldProblem[] {
    if (!needsNodePorts(spec)) return [];
    // The allocator knows numbers only, so that one protocol's is taken for the other too.
    const taken = new Set(others.flatMap((each) => [...nodePortsOf(each), each.healthCheckNodePort ?? 0]));
    const problems: FieldProblem[] = [];
    const ports = spec.ports ?? [];
    const refuse = (index: number, nodePort: number, why: string) =>
      problems.push(invalidValue(`spec.ports[${index}].nodePort`, nodePort, why));
    for (const [index, { nodePort = 0 }] of ports.entries()) {
      if (nodePort === 0) continue;
      if (nodePort < NODE_PORTS.from || nodePort > NODE_PORTS.to) {
        const range = `${NODE_PORTS.from}-${NODE_PORTS.to}`;
        refuse(index, nodePort, `provided port is not in the valid range. The range of valid ports is ${range}`);
      } else if (taken.has(nodePort)) refuse(index, nodePort, 'provided port is already allocated');
    }
    for (const nodePort of nodePortsOf(spec)) taken.add(nodePort);
    for (const [index, port] of ports.entries()) {
      if (port.nodePort) continue;
      // Created together, one number over two protocols gets one nodePort (initNodePorts); added later it does not.
      const twin =
        before && needsNodePorts(before) ? undefined : ports.find((each) => each.port === port.port && each.nodePort);
      const given = twin?.nodePort ?? freeNodePort(taken);
      if (given === undefined) refuse(index, 0, 'failed to allocate a nodePort: range is full');
      else {
        port.nodePort = given;
        taken.add(given);
      }
    }
    if (needsHealthCheckNodePort(spec)) {
      const given = spec.healthCheckNodePort || freeNodePort(taken);
      if (given !== undefined) spec.healthCheckNodePort = given;
    }
    return problems;
  }
}

function reject({ metadata }: ServiceObject, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw invalid(SERVICES, metadata.name, problems);
}

function nodePortsOf({ ports = [] }: V1ServiceSpec): number[] {
  return ports.flatMap(({ nodePort }) => nodePort || []);
}

/** NormalizeClusterIPs: `clusterIP` is the first of `clusterIPs`, whichever of the two a client states. */
function normalizeClusterIPs(spec: V1ServiceSpec, before: V1ServiceSpec | undefined): void {
  const { clusterIP, clusterIPs } = spec;
  const sameList = before !== undefined && isDeepStrictEqual(clusterIPs, before.clusterIPs);
  if (clusterIP && (!clusterIPs?.length || (sameList && clusterIP !== before.clusterIP))) spec.clusterIPs = [clusterIP];
  else if (!clusterIP && sameList) delete spec.clusterIPs;
  if (!spec.clusterIPs?.length) delete spec.clusterIPs;
  else spec.clusterIP = spec.clusterIPs[0] ?? '';
  if (!spec.clusterIP) delete spec.clusterIP;
}

/** patchAllocatedValues: what a client leaves out stays as it was given, a port's by the name of the port. */
function keepAllocated(spec: V1ServiceSpec, before: V1ServiceSpec): void {
  if (needsClusterIP(spec) && needsClusterIP(before) && !spec.clusterIP && before.clusterIP) {
    Object.assign(spec, { clusterIP: before.clusterIP, clusterIPs: [...(before.clusterIPs ?? [])] });
  }
  if (needsNodePorts(spec) && needsNodePorts(before)) {
    for (const port of spec.ports ?? []) {
      const old = before.ports?.find(({ name = '' }) => name === (port.name ?? ''));
      if (!port.nodePort && old?.nodePort) port.nodePort = old.nodePort;
    }
  }
  if (needsHealthCheckNodePort(spec) && needsHealthCheckNodePort(before) && before.healthCheckNodePort) {
    spec.healthCheckNodePort ||= before.healthCheckNodePort;
  }
}

/** dropTypeDependentFields: what the old type had and the new one has not goes, if the client has left it as it was. */
function dropWhatBelongedToTheType(spec: V1ServiceSpec, before: V1ServiceSpec): void {
  if (needsClusterIP(before) && !needsClusterIP(spec) && isDeepStrictEqual(spec.clusterIPs, before.clusterIPs)) {
    delete spec.clusterIP;
    delete spec.clusterIPs;
    delete spec.internalTrafficPolicy;
  }
  if (needsNodePorts(before) && !needsNodePorts(spec)) {
    for (const port of spec.ports ?? []) if (hadNodePort(before, port)) delete port.nodePort;
    if (spec.externalTrafficPolicy === before.externalTrafficPolicy) delete spec.externalTrafficPolicy;
  }
  if (!needsHealthCheckNodePort(spec) && spec.healthCheckNodePort === before.healthCheckNodePort) {
    delete spec.healthCheckNodePort;
  }
  if (spec.type !== 'ExternalName' && spec.externalName === '') delete spec.externalName;
}

function hadNodePort({ ports = [] }: V1ServiceSpec, { nodePort }: V1ServicePort): boolean {
  return ports.some((each) => each.nodePort === nodePort);
}
