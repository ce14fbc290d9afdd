/** Keeps secrets out of everything that is written or printed: those of the kubeconfig in use, and whatever looks like one. */

const REDACTED = '[redacted]';

/** Shorter texts are too likely to be part of something else. */
const LEAST = 8;

/** The secrets of this process, longest first, so that none is cut by another one in it. */
let known: readonly string[] = [];

const LOOKS_LIKE_ONE: readonly (readonly [RegExp, string])[] = [
  // PEM, cut or whole, as it is and in base64, as a kubeconfig has it. It never reaches over the end of a text in JSON.
  [/-----BEGIN [A-Z0-9 ]+-----(?:[A-Za-z0-9+/=\s]|\\[nr])*(?:-----END [A-Z0-9 ]+-----)?/g, REDACTED],
  [/LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g, REDACTED],
  // A JSON Web Token, which ServiceAccounts and OpenID Connect have.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  // Fields of a kubeconfig and of an ExecCredential.
  [
    /\b((?:id-|refresh-|access-)?token|idToken|password|client-secret|(?:client-key|client-certificate|certificate-authority)-data|client(?:Key|Certificate)Data)(\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,}]{8,}/gi,
    `$1$2${REDACTED}`,
  ],
];

/** Takes what must never be seen from now on. */
export function keepSecret(...texts: readonly (string | undefined)[]): void {
  const long = texts.flatMap((text) => (text && text.trim().length >= LEAST ? [text.trim()] : []));
  // In JSON a quote or a line feed is written otherwise.
  const written = long.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
  known = [...new Set([...known, ...written])].sort((a, b) => b.length - a.length);
}

/** The text without secrets. */
export function redact(text: string): string {
  const without = known.reduce((left, secret) => left.replaceAll(secret, REDACTED), text);
  return LOOKS_LIKE_ONE.reduce((left, [pattern, instead]) => left.replace(pattern, instead), without);
}

/** Redacts what this process prints from now on. */
export function redactOutput(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    const write = stream.write.bind(stream) as (...all: unknown[]) => boolean;
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? redact(chunk) : Buffer.from(redact(Buffer.from(chunk).toString())), ...rest);
  }
}
