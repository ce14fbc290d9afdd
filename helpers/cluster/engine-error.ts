/** What a Docker engine refuses, told apart by its own words, each with what to do about it. */

/** The engine is missing, or does not do what was asked. Its cause is the engine's own error. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineTrouble;

  constructor(kind: EngineTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

export type EngineTrouble = 'no engine' | 'privileged' | 'image' | 'disk full' | 'refused';

export function noEngine(where: string, cause: unknown): EngineError {
  const denied = Object(cause).code === 'EACCES';
  const next = denied ? 'let this user use it (group docker), or set DOCKER_HOST' : 'start one, or set DOCKER_HOST';
  const message = `no Docker engine answers at ${where}: ${engineWords(cause)}; ${next}, until \`docker version\` shows a server`;
  return new EngineError('no engine', message, cause);
}

/** @param image what was to be pulled, and the setting that names it. */
export function pullError(image: string, setting: string, cause: unknown): EngineError {
  if (isDiskFull(cause)) return diskFull(cause);
  const message = `image ${image} can't be pulled: ${engineWords(cause)}; try \`docker pull ${image}\`, or set ${setting} to an image that the engine has`;
  return new EngineError('image', message, cause);
}

/** @param what was asked of the engine: "create container x". */
export function engineError(what: string, cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  if (isDiskFull(cause)) return diskFull(cause);
  const words = engineWords(cause);
  if (/privileged/i.test(words)) {
    const message = `the Docker engine takes no privileged containers, and a k3s node is one: ${words}; use an engine that allows \`docker run --privileged\``;
    return new EngineError('privileged', message, cause);
  }
  return new EngineError(
    'refused',
    `the Docker engine refused to ${what}: ${words}; see \`docker info\` and the engine's log`,
    cause,
  );
}

/** The engine's own words, without what dockerode puts around them; Testcontainers hands some on as that text alone. */
export function engineWords(error: unknown): string {
  const words = Object(error).json?.message ?? Object(error).message ?? error;
  const plain = String(words).replace(/^(Error: )?\(HTTP code \d+\) [^-]* - /, '');
  return plain.trim().replace(/\s+/g, ' ') || String(Object(error).code ?? 'it gave no reason');
}

function isDiskFull(error: unknown): boolean {
  return /no space left on device/i.test(engineWords(error));
}

function diskFull(cause: unknown): EngineError {
  const message = `the Docker engine's disk is full: ${engineWords(cause)}; see \`docker system df\`, make room with \`docker system prune\``;
  return new EngineError('disk full', message, cause);
}
