/** DNS messages, as far as a cluster's own records need them (RFC 1035, RFC 2782 for SRV, RFC 6891 for the size of answers). */
import { addressBytes, addressText } from './address-bytes.ts';

const TYPES = { A: 1, CNAME: 5, PTR: 12, AAAA: 28, SRV: 33 } as const;
type RecordType = keyof typeof TYPES;

export interface Question {
  readonly name: string;
  readonly type: RecordType;
}

export interface DnsAnswer {
  /** 0 NOERROR, 2 SERVFAIL, 3 NXDOMAIN. */
  readonly rcode: number;
  /** The answer section, names without the dot at their end: `A 10.0.0.1`, `SRV 80 web.default.svc.cluster.local`. */
  readonly records: readonly string[];
}

/** Larger than any answer about a Service of the suite's, in bytes; the server may send that much over UDP. */
export const ANSWER_BYTES = 4_096;

const HEADER_BYTES = 12;
const TRUNCATED = 0x0200;
const POINTER = 0xc0;
const IN = 1;

/** One question, recursion desired. */
export function encodeQuery({ name, type }: Question, id: number): Buffer {
  const labels = name.split('.').filter(Boolean);
  return Buffer.concat([
    words(id, 0x0100, 1, 0, 0, 1),
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
    words(TYPES[type], IN),
    // OPT: the root's name, its type, and the size where other records have their class.
    Buffer.from([0]),
    words(41, ANSWER_BYTES, 0, 0, 0),
  ]);
}

/** Throws where the bytes are no whole answer to the query of that id. */
export function parseAnswer(bytes: Buffer, id: number): DnsAnswer {
  if (bytes.length < HEADER_BYTES) throw new Error(`a DNS answer of ${bytes.length} bytes is cut short`);
  if (bytes.readUInt16BE(0) !== id) throw new Error(`a DNS answer to query ${bytes.readUInt16BE(0)}, not to ${id}`);
  const flags = bytes.readUInt16BE(2);
  if (flags & TRUNCATED) throw new Error(`a DNS answer that did not fit into ${ANSWER_BYTES} bytes`);
  const [questions, answers] = [bytes.readUInt16BE(4), bytes.readUInt16BE(6)];
  let at = HEADER_BYTES;
  for (let count = 0; count < questions; count += 1) at = nameAt(bytes, at).end + 4;
  const records: string[] = [];
  for (let count = 0; count < answers; count += 1) {
    const { end } = nameAt(bytes, at);
    const data = end + 10;
    const length = bytes.readUInt16BE(end + 8);
    records.push(recordText(bytes, bytes.readUInt16BE(end), data, length));
    at = data + length;
  }
  return { rcode: flags & 0xf, records };
}

/** The name that an address is asked for by, for its PTR record. */
export function reverseName(address: string): string {
  const bytes = addressBytes(address);
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 0xf]);
  return `${nibbles
    .toReversed()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`;
}

function words(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}

function recordText(bytes: Buffer, type: number, data: number, length: number): string {
  const [name] = Object.entries(TYPES).find(([, number]) => number === type) ?? [`TYPE${type}`];
  if (name === 'A' || name === 'AAAA') return `${name} ${addressText([...bytes.subarray(data, data + length)])}`;
  if (name === 'SRV') return `SRV ${bytes.readUInt16BE(data + 4)} ${nameAt(bytes, data + 6).name}`;
  if (name === 'CNAME' || name === 'PTR') return `${name} ${nameAt(bytes, data).name}`;
  return `${name} ${bytes.toString('hex', data, data + length)}`;
}

/** A name and where it ends; it may go on elsewhere, always further back. */
function nameAt(bytes: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  let end = 0;
  for (let length = bytes.readUInt8(at); length !== 0; length = bytes.readUInt8(at)) {
    if (length >= POINTER) {
      const next = bytes.readUInt16BE(at) & 0x3fff;
      if (next >= at) throw new Error(`a DNS answer whose name at byte ${start} points forward`);
      end ||= at + 2;
      at = next;
      continue;
    }
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: end || at + 1 };
}
