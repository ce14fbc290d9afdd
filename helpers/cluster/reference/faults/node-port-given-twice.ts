import type { Failure } from '../api/failure.ts';
import type { Fault } from './fault.ts';

export const nodePortGivenTwice: Fault = {
  what: 'a nodePort that is taken is given to another Service that requests it',
  mustFail: ['API-2'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      try {
        return prepare(object, before);
      } catch (error) {
        const [cause] = (error as Failure).causes ?? [];
        const index = Number(/^spec\.ports\[(\d+)\]\.nodePort$/.exec(cause?.field ?? '')?.[1]);
        const { ports = [] } = object.spec;
        const wanted = ports[index]?.nodePort;
        if (!wanted || !cause?.message.includes('already allocated')) throw error;
        const free = ports.map(({ nodePort: _, ...port }) => port);
        const service = prepare({ ...object, spec: { ...object.spec, ports: free } }, before);
        const given = (service.spec.ports ?? []).map((port, at) =>
          at === index ? { ...port, nodePort: wanted } : port,
        );
        return { ...service, spec: { ...service.spec, ports: given } };
      }
    },
  }),
};
