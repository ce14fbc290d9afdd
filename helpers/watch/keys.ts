/** As much of standard input as is used. */
export interface KeyStream {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** What Ctrl-C sends where keys come one by one. */
const CTRL_C = '\u0003';

/** Aborts when q is pressed. Nothing is read where standard input is no terminal. */
export function stopKey(
  stdin: KeyStream = process.stdin,
  interrupt: () => void = () => process.kill(process.pid, 'SIGINT'),
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const { signal } = controller;
  if (!stdin.isTTY || !stdin.setRawMode) return { signal, [Symbol.dispose]: () => {} };
  const onData = (chunk: Buffer) => {
    const keys = chunk.toString();
    if (keys.includes(CTRL_C)) interrupt();
    if (keys.toLowerCase().includes('q')) controller.abort();
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return {
    signal,
    [Symbol.dispose]: () => {
      stdin.off('data', onData);
      stdin.setRawMode?.(false);
      stdin.pause();
    },
  };
}
