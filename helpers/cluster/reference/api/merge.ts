/** How a change is merged into an object. */
type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON merge patch (RFC 7386): null takes a field away. */
export function mergePatch(object: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(object) ? { ...object } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/**
 * Server-side apply by one manager: what is applied is set, what was applied last and is no more is taken away, everything else
 * stays. Lists are replaced, but for those of a Service's ports: they are maps by port and protocol.
 */
export function applied(live: unknown, last: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(live) && [...wanted, ...live].every(isPort))
    return appliedPorts(live, last, wanted);
  if (!isObject(wanted)) return wanted;
  const merged: Record<string, unknown> = isObject(live) ? { ...live } : {};
  const before = isObject(last) ? last : {};
  for (const key of Object.keys(before)) if (!(key in wanted)) delete merged[key];
  for (const [key, value] of Object.entries(wanted)) merged[key] = applied(merged[key], before[key], value);
  return merged;
}

interface Port extends Json {
  readonly port: number;
  readonly protocol?: string;
}

function isPort(value: unknown): value is Port {
  return isObject(value) && typeof value.port === 'number' && 'targetPort' in value;
}

function appliedPorts(live: readonly Port[], last: unknown, wanted: readonly Port[]): unknown[] {
  const at = (list: unknown, { port, protocol = 'TCP' }: Port) =>
    Array.isArray(list)
      ? list.find((each) => isPort(each) && each.port === port && (each.protocol ?? 'TCP') === protocol)
      : undefined;
  const own = wanted.map((each) => applied(at(live, each) ?? {}, at(last, each), each));
  return [...own, ...live.filter((each) => !at(wanted, each) && !at(last, each))];
}
