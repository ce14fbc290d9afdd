/** DNS messages, as far as a name server of the cluster answers them (RFC 1035, RFC 2782). */
import type { DnsRecord, Found, RecordType } from './names.ts';

const TYPES: readonly (readonly [RecordType, number])[] = [
  ['A', 1],
  ['CNAME', 5],
  ['PTR', 12],
  ['AAAA', 28],
  ['SRV', 33],
];
const HEADER_BYTES = 12;
const TTL_SECONDS = 5;
const IN = 1;

/** Answers one query by what `find` says. */
export function answerTo(query: Buffer, find: (name: string, type: RecordType) => Found): Buffer {
  const { name, end } = nameAt(query, HEADER_BYTES);
  const number = query.readUInt16BE(end);
  const type = TYPES.find(([, each]) => each === number)?.[0];
  const { rcode, records }: Found = type ? find(name, type) : { rcode: 0, records: [] };
  return Buffer.concat([
    words(query.readUInt16BE(0), 0x8500 | rcode, 1, records.length, 0, 0),
    query.subarray(HEADER_BYTES, end + 4),
    ...records.map(recordBytes),
  ]);
}

function recordBytes(record: DnsRecord): Buffer {
  const { type, value, port = 0 } = record;
  const number = TYPES.find(([each]) => each === type)?.[1] ?? 0;
  const data =
    type === 'A'
      ? Buffer.from(value.split('.').map(Number))
      : Buffer.concat([...(type === 'SRV' ? [words(0, 100, port)] : []), nameBytes(value)]);
  return Buffer.concat([nameBytes(record.name), words(number, IN, 0, TTL_SECONDS, data.length), data]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').filter(Boolean);
  return Buffer.concat([...labels.flatMap((label) => [Buffer.of(label.length), Buffer.from(label)]), Buffer.of(0)]);
}

/** A question's name, which is never compressed, and where it ends. */
function nameAt(bytes: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function words(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}
