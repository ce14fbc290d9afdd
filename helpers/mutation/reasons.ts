/** Why a mutant may live: nobody could tell it from the original, or what it changes is not worth a test. */
import type { FileMutation, Mutant } from './results.ts';

export interface Reason {
  readonly file: string;
  /** As docs/mutation.json has it, so that it is found again where the lines have moved. */
  readonly original: string;
  /** Undefined: any. */
  readonly replacement?: string;
  readonly why: string;
}

const REASONS: readonly Reason[] = [
  {
    file: 'helpers/expect/judged.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a text that is split has a first line, so the default is never taken',
  },
  {
    file: 'helpers/expect/judged.ts',
    original: 'open[0]?.client',
    why: 'there is one: the list was just found not to be empty',
  },
  {
    file: 'helpers/expect/judged.ts',
    original: 'open[0]?.target',
    why: 'there is one: the list was just found not to be empty',
  },
  {
    file: 'helpers/expect/silence.ts',
    original: 'pairs[0]?.negative',
    why: 'a hold that ended well has pairs',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'first !== undefined',
    replacement: 'true',
    why: 'a difference from what is undefined is no number, which is never long enough',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'last !== undefined',
    replacement: 'true',
    why: 'a difference from what is undefined is no number, which is never long enough',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'first !== undefined && last !== undefined',
    why: 'a difference from what is undefined is no number, which is never long enough',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'judged()[0]?.at',
    why: 'a pair that was just sent is always judged, and what is returned is judged',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'sent.at(-1)?.at',
    why: 'a pair was just sent',
  },
  {
    file: 'helpers/expect/hold.ts',
    original: 'last - first >= HOLD_MS',
    replacement: 'last - first > HOLD_MS',
    why: 'pairs are sent every HOLD_EVERY_MS, no multiple of which is HOLD_MS',
  },
  {
    file: 'helpers/probe/summary.ts',
    original: 'worst === undefined || low === undefined || high === undefined',
    why: 'of a list that is sorted there are all three or none',
  },
  {
    file: 'helpers/probe/summary.ts',
    original: 'worst === undefined || low === undefined',
    why: 'of a list that is sorted there are all three or none',
  },
  {
    file: 'helpers/probe/summary.ts',
    original: 'worst === undefined',
    replacement: 'false',
    why: 'of a list that is sorted there are all three or none',
  },
  {
    file: 'helpers/probe/summary.ts',
    original: 'low === undefined',
    replacement: 'false',
    why: 'of a list that is sorted there are all three or none',
  },
  {
    file: 'helpers/probe/summary.ts',
    original: 'high === undefined',
    replacement: 'false',
    why: 'of a list that is sorted there are all three or none',
  },
  {
    file: 'helpers/probe/identity.ts',
    original: 'node === undefined',
    replacement: 'false',
    why: 'a match has both or there is none',
  },
  {
    file: 'helpers/probe/classify-curl.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a match has its group, so the default is never taken',
  },
  {
    file: 'helpers/expect/field-rules.ts',
    original: "typeof value === 'string'",
    replacement: 'true',
    why: 'what is no text is no address either',
  },
  {
    file: 'helpers/expect/probe-rules.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'no backend has either for its name',
  },
  {
    file: 'helpers/expect/cidr.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a text that is split has a first part; and what is no number is as bad a prefix as none',
  },
  {
    file: 'helpers/expect/cidr.ts',
    original: 'isIP(address) !== 0',
    replacement: 'true',
    why: 'a BlockList holds no text that is no address',
  },
  {
    file: 'helpers/expect/check.ts',
    original: "'fields'",
    replacement: '""',
    why: 'the matcher that judges them writes what was expected in its place',
  },
  {
    file: 'helpers/expect/check.ts',
    original: 'last?.object',
    why: 'without a last look the wait has thrown',
  },
  {
    file: 'helpers/expect/matchers/to-settle.ts',
    original: "result.outcome !== 'broken'",
    replacement: 'true',
    why: 'a rule asks for an outcome, or for what an answer has: a broken probe has neither',
  },
  {
    file: 'helpers/expect/matchers/to-settle.ts',
    original: "'broken'",
    replacement: '""',
    why: 'a rule asks for an outcome, or for what an answer has: a broken probe has neither',
  },
  {
    file: 'helpers/expect/matchers/to-settle.ts',
    original: 'sentAt - after.at > within',
    replacement: 'sentAt - after.at >= within',
    why: 'only a probe at the very millisecond of the bound would tell',
  },
  {
    file: 'helpers/expect/matchers/to-settle.ts',
    original: 'good[0]?.sentAt',
    why: 'there is one: fewer than SETTLED_PROBES have thrown before',
  },
  {
    file: 'helpers/expect/matchers/to-be-answered-throughout.ts',
    original: 'gap > TRAFFIC_GAP_MS',
    replacement: 'gap >= TRAFFIC_GAP_MS',
    why: 'only a probe at the very millisecond of the bound would tell',
  },
  {
    file: 'helpers/expect/matchers/to-stick-to-one-backend.ts',
    original: "'toStickToOneBackend'",
    why: 'words for whoever writes a spec that can not be judged',
  },
  {
    file: 'helpers/expect/matchers/to-stick-to-one-backend.ts',
    original: "'toReachEveryBackend() says that several must answer'",
    why: 'words for whoever writes a spec that can not be judged',
  },
  {
    file: 'helpers/expect/matchers/to-stick-to-one-backend.ts',
    original: 'index < lastRight',
    replacement: 'index <= lastRight',
    why: 'the last right one is neither late nor broken',
  },
  {
    file: 'helpers/expect/matchers/to-stick-to-one-backend.ts',
    original: "received.kind === 'sampling'",
    replacement: 'true',
    why: 'a flow has nothing planned, and no number is less than what is undefined',
  },
  {
    file: 'helpers/expect/matchers/to-show-page.ts',
    original: "'toShowPage'",
    why: 'words for whoever writes a spec that can not be judged',
  },
  {
    file: 'helpers/expect/matchers/to-show-page.ts',
    original: "'name the page that must come'",
    why: 'words for whoever writes a spec that can not be judged',
  },
  {
    file: 'helpers/expect/matchers/to-show-page.ts',
    original: 'other?.status',
    replacement: 'other.status',
    why: 'there is one: had all shown the page it would be settled',
  },
  {
    file: 'helpers/expect/observer.ts',
    original: 'protocol === undefined',
    replacement: 'false',
    why: 'a protocol that is undefined is as good as none',
  },
  {
    file: 'helpers/expect/failure/planned-looks.ts',
    original: "protocol === 'UDP'",
    replacement: 'true',
    why: 'TCP is what a target that says nothing is asked over',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: 'metadata?.name',
    replacement: 'metadata.name',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: 'metadata?.namespace',
    replacement: 'metadata.namespace',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: "metadata?.labels?.['kubernetes.io/service-name']",
    replacement: "metadata?.labels['kubernetes.io/service-name']",
    why: 'a slice is read by this label, so it has it',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: 'metadata?.labels',
    replacement: 'metadata.labels',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'what names no pod was neither read nor found to be gone',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: 'pod?.metadata?.deletionTimestamp',
    replacement: 'pod?.metadata.deletionTimestamp',
    why: 'a pod is found by its metadata',
  },
  {
    file: 'helpers/expect/failure/object-facts.ts',
    original: 'service?.metadata?.annotations',
    replacement: 'service?.metadata.annotations',
    why: 'a Service is found by its metadata',
  },
  {
    file: 'helpers/expect/failure/objects.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a Service is named with its namespace',
  },
  {
    file: 'helpers/expect/failure/objects.ts',
    original: 'metadata?.name',
    replacement: 'metadata.name',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/objects.ts',
    original: 'metadata?.namespace',
    replacement: 'metadata.namespace',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/objects.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'an endpoint that names no pod has none read, and every object that is read here has a namespace',
  },
  {
    file: 'helpers/expect/failure/proxies.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a text that is split has a first part, so the default is never taken',
  },
  {
    file: 'helpers/expect/failure/proxies.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'only what was matched is taken from it, and of one word that is nothing',
  },
  {
    file: 'helpers/expect/failure/node-rules-facts.ts',
    original: '/\\/32$/',
    replacement: '/\\/32/',
    why: 'no rule has a word with /32 inside it',
  },
  {
    file: 'helpers/expect/failure/node-rules-facts.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'no field of a connection is such a word',
  },
  {
    file: 'helpers/expect/failure/node-rules-facts.ts',
    original: '/\\s+/',
    replacement: '/\\s/',
    why: 'an empty field is none that is looked for',
  },
  {
    file: 'helpers/expect/failure/observation-facts.ts',
    original: 'first && last',
    replacement: 'first || last',
    why: 'of a list there are both or none',
  },
  {
    file: 'helpers/expect/failure/observation-facts.ts',
    original: 'control && cell.control',
    replacement: 'control || cell.control',
    why: 'a silence has both, and whatever else has none',
  },
  {
    file: 'helpers/expect/failure/gather.ts',
    original: 'metadata?.name',
    replacement: 'metadata.name',
    why: 'the API server gives every object its metadata',
  },
  {
    file: 'helpers/expect/failure/gather.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'no rule has such a word in it',
  },
  {
    file: 'helpers/expect/matchers/to-reach-every-backend.ts',
    original: "result.outcome === 'answered'",
    replacement: 'true',
    why: 'only an answer has the name of a backend',
  },
  {
    file: 'helpers/expect/sample.ts',
    original: "result.outcome === 'answered'",
    replacement: 'true',
    why: 'only an answer has the name of a backend',
  },
  {
    file: 'helpers/expect/sample.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'no backend has either for its name',
  },
  {
    file: 'helpers/expect/sample.ts',
    original: "(await trial(1)).every(({ outcome }) => outcome === 'answered')",
    replacement: "(await trial(1)).some(({ outcome }) => outcome === 'answered')",
    why: 'one probe is sent',
  },
  {
    file: 'helpers/expect/sample.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'neither is a whole sample',
  },
  {
    file: 'helpers/expect/sample.ts',
    original: 'settled.results[0]?.sentAt',
    why: 'what has settled has results',
  },
  {
    file: 'helpers/probe/samples.ts',
    original: 'backends === 1',
    replacement: 'false',
    why: 'the formula has the same result: the logarithm of infinity is infinite, and the fewest samples are more than nothing',
  },
  {
    file: 'helpers/probe/marked-records.ts',
    original: 'end < 0',
    replacement: 'end <= 0',
    why: 'a line ends behind its mark, never at 0',
  },
  {
    file: 'helpers/probe/marked-records.ts',
    original: "''",
    replacement: '"Stryker was here!"',
    why: 'a text that is split has a first part, so the default is never taken',
  },
  {
    file: 'helpers/probe/marked-records.ts',
    original: 'this.#rest.length <= MAX_BODY_BYTES + this.#mark.length',
    why: 'what is forgotten is memory of an endless body, which nobody reads',
  },
  {
    file: 'helpers/probe/marked-records.ts',
    original: 'this.#rest.slice(0, MAX_BODY_BYTES)',
    why: 'what is forgotten is memory of an endless body, which nobody reads',
  },
  {
    file: 'helpers/probe/access-log.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'a match has both or there is none',
  },
  {
    file: 'helpers/probe/access-log.ts',
    original: 'address !== undefined && token !== undefined',
    replacement: 'address !== undefined || token !== undefined',
    why: 'a match has both or there is none',
  },
  {
    file: 'helpers/probe/access-log.ts',
    original: 'address !== undefined',
    replacement: 'true',
    why: 'a match has both or there is none',
  },
  {
    file: 'helpers/probe/access-log.ts',
    original: 'token !== undefined',
    replacement: 'true',
    why: 'a match has both or there is none',
  },
  {
    file: 'helpers/probe/classify-undici.ts',
    original: 'errors.flatMap(({ code, name }) => [code, name]).filter(isText)',
    why: 'what is no text is no sign either',
  },
  {
    file: 'helpers/expect/failure-message.ts',
    original: 'first && last',
    replacement: 'first || last',
    why: 'of a list there are both or none',
  },
  {
    file: 'helpers/probe/marked-records.ts',
    original:
      '{ if (this.#rest.length <= MAX_BODY_BYTES + this.#mark.length) return; this.#rest = this.#rest.slice(0, MAX_BODY_BYTES) + this.#rest.slice(-this.#mark.length); }',
    why: 'what is forgotten is memory of an endless body, which nobody reads',
  },
  {
    file: 'helpers/probe/classify-curl.ts',
    original: '/^\\* +(?:connect to .+ failed|Immediate connect fail for .+): (.+)$/gm',
    why: "a dot is no line's end, so that the match goes to it in any case",
  },
];

export function reasonOf(file: string, mutant: Mutant): string | undefined {
  return REASONS.find((reason) => fits(reason, file, mutant))?.why;
}

/** Reasons of mutants that are dead or gone, a line each: they are to be taken out. A file that was not judged has none. */
export function unfoundedReasons(files: readonly FileMutation[], reasons: readonly Reason[] = REASONS): string[] {
  return reasons.flatMap((reason) => {
    const judged = files.find(({ file }) => file === reason.file);
    if (!judged || judged.living.some((mutant) => fits(reason, reason.file, mutant))) return [];
    return [
      `${reason.file}: no mutant of ${reason.original} lives any more: take its reason out of helpers/mutation/reasons.ts`,
    ];
  });
}

function fits({ file, original, replacement }: Reason, of: string, mutant: Mutant): boolean {
  const same = replacement === undefined || replacement === mutant.replacement;
  return file === of && original === mutant.original && same;
}
