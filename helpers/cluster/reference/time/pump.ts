/** Lets virtual time go on whenever this process has nothing else to do. */
import { performance } from 'node:perf_hooks';
import type { VirtualClock } from './virtual-clock.ts';

/** So many turns of the event loop without an event: what was sent through a socket of this machine has arrived by then. */
const QUIET_TURNS = 4;

/** Work that goes on without an event until it is done: files, names, connections, data that the kernel has not taken yet. */
const UNDER_WAY = /^(FSReq|GetAddrInfo|TCPConnect|PipeConnect|Write|Shutdown|Zlib|RandomBytes|SendWrap|ProcessWrap)/;

/** Goes on until it is disposed of. */
export function pump(clock: VirtualClock): Disposable {
  let stopped = false;
  let quiet = 0;
  let seen = 0;
  const turn = () => {
    if (stopped) return;
    const { events } = performance.nodeTiming.uvMetricsInfo;
    quiet = events === seen ? quiet + 1 : 0;
    seen = events;
    const due = clock.takeDue();
    if (due) {
      quiet = 0;
      due();
    } else if (quiet >= QUIET_TURNS && !process.getActiveResourcesInfo().some((each) => UNDER_WAY.test(each))) {
      quiet = 0;
      clock.step();
    }
    setImmediate(turn);
  };
  setImmediate(turn);
  return {
    [Symbol.dispose]: () => {
      stopped = true;
    },
  };
}
