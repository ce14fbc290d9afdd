import { likely, type Rule, seen } from '../rule.ts';

/** Who writes what was read, by the words for it. */
const WRITERS = [
  {
    of: /^(the )?EndpointSlices of /,
    blame: 'the controller that writes EndpointSlices does not follow the pods: every node that follows them is misled',
  },
  {
    of: /^the (records|names?) (of )?/,
    blame: "the cluster's DNS does not say what the Services are: it is not their routing",
  },
];

/** Longer values are in the reason and in probes.txt. */
const MOST_CHARACTERS = 120;

/** What a Service is made of was read, and is not as it has to be. */
export const writtenWrong: Rule = {
  about: 'EndpointSlices, or what names resolve to, are not as they have to be: those who write them are to blame',
  needs: 'EndpointSlices or names that were read and judged',
  says: ({ fields }) =>
    fields
      .flatMap(({ about, wrong: [first] }) => {
        const writer = WRITERS.find(({ of }) => of.test(about));
        if (!writer || !first) return [];
        const value = (JSON.stringify(first.value) ?? 'absent').slice(0, MOST_CHARACTERS);
        return [
          seen(`${about}: ${first.path} is ${value}, where ${first.expected.slice(0, MOST_CHARACTERS)} is due`),
          likely(writer.blame),
        ];
      })
      .slice(0, 2),
};
