import { FAULTS } from '../cluster/reference/faults/all.ts';
import type { Fault } from '../cluster/reference/faults/fault.ts';

/** As few faults as one finds by always taking the one that makes most further requirements fail: each that fails because of any fails once. */
export function faultBattery(faults: Readonly<Record<string, Fault>> = FAULTS): string[] {
  const held = Object.entries(faults).filter(([, { othersMayFail }]) => !othersMayFail);
  const open = new Set(held.flatMap(([, { mustFail }]) => mustFail));
  const chosen: string[] = [];
  while (open.size > 0) {
    const news = ({ mustFail }: Fault) => mustFail.filter((id) => open.has(id)).length;
    const [name, fault] = held.reduce((best, each) => (news(each[1]) > news(best[1]) ? each : best));
    chosen.push(name);
    for (const id of fault.mustFail) open.delete(id);
  }
  return chosen;
}
