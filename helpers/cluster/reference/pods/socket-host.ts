/** What helpers/probe/socket-program.sh does around its sessions: as many side by side as its input names. */
import { Lines } from './lines.ts';
import type { PodProcess } from './pod-process.ts';
import type { Stdio } from './program.ts';
import { socketSession } from './socket-session.ts';
import type { World } from './world.ts';

const LINE = /^(\d+) (.*)$/;

interface Session {
  readonly lines: Lines;
  readonly over: AbortController;
}

export async function socketHost(world: World, pod: PodProcess, stdio: Stdio): Promise<number> {
  await stdio.bytes(Number(await stdio.line())); // the program, which is this one
  const sessions = new Map<string, Session>();
  const open = (number: string): Session => {
    const session = { lines: new Lines(), over: new AbortController() };
    sessions.set(number, session);
    void run(world, pod, stdio, number, session).finally(() => sessions.delete(number));
    return session;
  };
  for (let line = await stdio.line(); line !== undefined; line = await stdio.line()) {
    const [, number = '', text = ''] = LINE.exec(line) ?? [];
    const session = sessions.get(number) ?? open(number);
    if (text === 'kill') session.over.abort();
    else session.lines.add(Buffer.from(`${text}\n`));
  }
  for (const { over } of sessions.values()) over.abort();
  return 0;
}

async function run(world: World, pod: PodProcess, stdio: Stdio, number: string, session: Session): Promise<void> {
  const { lines, over } = session;
  try {
    await socketSession(world, pod, {
      ...stdio,
      line: () => lines.line(),
      bytes: (count) => lines.bytes(count),
      out: (text) => stdio.out(`${number} ${text.replaceAll('\n', '\x1e')}\n`),
      signal: AbortSignal.any([stdio.signal, over.signal]),
    });
    stdio.out(`${number}\n`);
  } catch (error) {
    if (!over.signal.aborted && !stdio.signal.aborted) stdio.err(`${(error as Error).stack}\n`);
  } finally {
    lines.end();
  }
}
