import { readyOnes } from '../breaks/door.ts';
import { atNodePort, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const tcpNodePortOverUDP: Fault = {
  what: 'the nodePort of a TCP port is open to UDP too',
  like: 'a proxy that forgets the protocol',
  mustFail: ['NODEPORT-4'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors
        .filter(
          (door) =>
            door.protocol === 'tcp' &&
            !doors.some(({ nodePort, protocol }) => nodePort === door.nodePort && protocol === 'udp'),
        )
        .flatMap((door) => atNodePort({ ...door, protocol: 'udp' }, readyOnes(door))),
    ),
  ),
};
