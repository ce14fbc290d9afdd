/** `1 pod`, `2 pods`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** `2026-03-01 10:00 UTC` of ISO 8601. */
export function timeInWords(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `10 %`, `0.02 %`, `less than 1 in a million`. */
export function chanceInWords(chance: number): string {
  if (chance < 1e-6) return 'less than 1 in a million';
  return `${Number((100 * chance).toPrecision(1))} %`;
}
