import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

export interface TerminalStyle {
  readonly colors: Colors;
  /** Columns that a row may fill. */
  readonly width: number;
}

/** Columns of a row where no terminal says how many it has. */
const WIDTH = 160;

/** Colours on a terminal unless NO_COLOR is set (no-color.org). */
export function terminalStyle(
  stream: { readonly isTTY?: boolean; readonly columns?: number } = process.stdout,
  env: Readonly<Record<string, string | undefined>> = process.env,
): TerminalStyle {
  const terminal = stream.isTTY === true;
  return {
    colors: pc.createColors(terminal && !env.NO_COLOR),
    width: (terminal && stream.columns) || WIDTH,
  };
}
