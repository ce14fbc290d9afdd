import { describe, expect, test } from '@jest/globals';
import { encodeQuery, parseAnswer, reverseName } from './dns-query.ts';

const ID = 0x1234;

/** What CoreDNS 1.14 of a Kubernetes 1.36 cluster answered. */
const CAPTURED = {
  a: 'EjSFAAABAAEAAAABCmt1YmVybmV0ZXMHZGVmYXVsdANzdmMHY2x1c3RlcgVsb2NhbAAAAQABCmt1YmVybmV0ZXMHZGVmYXVsdANzdmMHY2x1c3RlcgVsb2NhbAAAAQABAAAABQAECisAAQAAKRAAAAAAAAAA',
  srv: 'EjSFAAABAAEAAAACBl9odHRwcwRfdGNwCmt1YmVybmV0ZXMHZGVmYXVsdANzdmMHY2x1c3RlcgVsb2NhbAAAIQABBl9odHRwcwRfdGNwCmt1YmVybmV0ZXMHZGVmYXVsdANzdmMHY2x1c3RlcgVsb2NhbAAAIQABAAAABQAsAAAAZAG7Cmt1YmVybmV0ZXMHZGVmYXVsdANzdmMHY2x1c3RlcgVsb2NhbAAKa3ViZXJuZXRlcwdkZWZhdWx0A3N2YwdjbHVzdGVyBWxvY2FsAAABAAEAAAAFAAQKKwABAAApEAAAAAAAAAA=',
  ptr: 'EjSFAAABAAEAAAABATEBMAI0MwIxMAdpbi1hZGRyBGFycGEAAAwAAQExATACNDMCMTAHaW4tYWRkcgRhcnBhAAAMAAEAAAAFACYKa3ViZXJuZXRlcwdkZWZhdWx0A3N2YwdjbHVzdGVyBWxvY2FsAAAAKRAAAAAAAAAA',
  nobody:
    'EjSFAwABAAAAAQABBm5vYm9keQdkZWZhdWx0A3N2YwdjbHVzdGVyBWxvY2FsAAABAAEHY2x1c3RlcgVsb2NhbAAABgABAAAABQBEAm5zA2RucwdjbHVzdGVyBWxvY2FsAApob3N0bWFzdGVyB2NsdXN0ZXIFbG9jYWwAawOO+AAAHCAAAAcIAAFRgAAAAAUAACkQAAAAAAAAAA==',
} as const;

const parse = (text: string, id = ID) => parseAnswer(Buffer.from(text, 'base64'), id);

describe('captured answers', () => {
  test.each([
    ['a', 0, ['A 10.43.0.1']],
    ['srv', 0, ['SRV 443 kubernetes.default.svc.cluster.local']],
    ['ptr', 0, ['PTR kubernetes.default.svc.cluster.local']],
    ['nobody', 3, []],
  ] as const)('%s', (which, rcode, records) => {
    expect(parse(CAPTURED[which])).toEqual({ rcode, records });
  });
});

test('names that go on further back, as servers that compress write them', () => {
  const question = [1, 0x61, 2, 0x6e, 0x73, 0, 0, 5, 0, 1];
  const cname = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 5, 0, 4, 1, 0x62, 0xc0, 14];
  const header = [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0];
  expect(parseAnswer(Buffer.from([...header, ...question, ...cname]), ID).records).toEqual(['CNAME b.ns']);
});

describe('no evidence', () => {
  const answer = Buffer.from(CAPTURED.a, 'base64');
  const changed = (at: number, value: number) => answer.with(at, value);
  test.each([
    ['an answer to somebody else', answer, 1, 'a DNS answer to query 4660, not to 1'],
    ['cut off', answer.subarray(0, 4), ID, 'a DNS answer of 4 bytes is cut short'],
    ['truncated by the server', changed(2, 0x87), ID, 'a DNS answer that did not fit into 4096 bytes'],
    ['a name without end', changed(12, 0xc0).with(13, 12), ID, 'a DNS answer whose name at byte 12 points forward'],
  ])('%s', (_, bytes, id, message) => {
    expect(() => parseAnswer(Buffer.from(bytes), id)).toThrow(new Error(message));
  });
});

test('a query, with the size that its answer may have', () => {
  const query = 'EjQBAAABAAAAAAABATEBMAI0MwIxMAdpbi1hZGRyBGFycGEAAAwAAQAAKRAAAAAAAAAA';
  expect(encodeQuery({ name: '1.0.43.10.in-addr.arpa', type: 'PTR' }, ID).toString('base64')).toBe(query);
  expect(encodeQuery({ name: '1.0.43.10.in-addr.arpa.', type: 'PTR' }, ID).toString('base64')).toBe(query);
});

test('reverse names of both families', () => {
  expect(reverseName('10.43.0.1')).toBe('1.0.43.10.in-addr.arpa');
  expect(reverseName('fd00::b')).toBe('b.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa');
});
