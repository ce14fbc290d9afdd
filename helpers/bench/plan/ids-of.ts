/** The ids at the start of each line, sorted. */
export function idsOf(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(0, line.indexOf(':'))).sort();
}
