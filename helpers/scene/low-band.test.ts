import { describe, expect, test } from '@jest/globals';
import { Inconclusive } from '../expect/inconclusive.ts';
import { ApiError } from '../kube/api-error.ts';
import { clusterIPBand, lowClusterIPs, lowNodePorts, nodePortBand, offsetIn, takeFree } from './low-band.ts';

test.each([
  [{ from: 30000, to: 32767 }, 86],
  [{ from: 30000, to: 30100 }, 16],
  [{ from: 1, to: 65535 }, 128],
  [{ from: 30000, to: 30015 }, 0],
])('nodePorts of %j', (range, band) => {
  expect(nodePortBand(range)).toBe(band);
});

test.each([
  ['10.43.0.0/16', 256],
  ['10.96.0.0/22', 64],
  ['203.0.113.0/24', 16],
  ['192.0.2.0/28', 0],
  ['fd00:43::/112', 256],
])('addresses of %s', (range, band) => {
  expect(clusterIPBand(range)).toBe(band);
});

test.each([
  ['10.43.0.0/16', '10.43.1.1', 257],
  ['203.0.113.0/24', '203.0.113.17', 17],
  ['fd00:43::/112', 'fd00:43::101', 257],
  ['fd00:43::/64', 'fd00:43::1:0:0:1', 2 ** 24],
])('in %s %s is number %i', (range, address, offset) => {
  expect(offsetIn(range, address)).toBe(offset);
});

describe('what is drawn', () => {
  const everything = (draw: () => unknown, count: number) => {
    const all = Array.from({ length: count }, draw);
    expect(draw).toThrow(Inconclusive);
    return [...new Set(all)];
  };
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

  test('every nodePort of a part once, then none, and the parts have none in common', () => {
    const range = { from: 30000, to: 32767 };
    expect(everything(lowNodePorts(range, 'api'), 32).sort()).toEqual(numbers(30000, 32));
    expect(everything(lowNodePorts(range, 'api-change'), 32).sort()).toEqual(numbers(30032, 32));
    expect(everything(lowNodePorts(range, 'nodeport'), 11).sort()).toEqual(numbers(30064, 11));
    expect(everything(lowNodePorts(range, 'ports'), 11).sort()).toEqual(numbers(30075, 11));
  });

  test('every address of a part once, but for those that are kept free', () => {
    const ranges = ['10.43.0.0/16', 'fd00:43::/112'];
    const offset = (address: unknown) => offsetIn('10.43.0.0/16', String(address));
    const [api, change] = [lowClusterIPs(ranges, 'api'), lowClusterIPs(ranges, 'api-change')];
    expect(
      everything(api, 89)
        .map(offset)
        .sort((a, b) => a - b),
    ).toEqual(numbers(16, 89));
    expect(
      everything(change, 90)
        .map(offset)
        .sort((a, b) => a - b),
    ).toEqual(numbers(105, 90));
  });

  test('a band without numbers says what to do', () => {
    const draw = lowNodePorts({ from: 30000, to: 30015 }, 'api');
    expect(draw).toThrow(new Inconclusive("the low band has no further nodePort: widen the cluster's range"));
  });
});

describe('a free number', () => {
  const request = { verb: 'create', resource: 'services' };
  const refusal = (words: string) => new ApiError(request, { code: 422, reason: 'Invalid', words, transient: false });

  test('is asked for again where somebody was faster', async () => {
    const answers = [refusal('provided port is already allocated'), 'made'];
    const make = async () => {
      const answer = answers.shift();
      if (typeof answer === 'object') throw answer;
      return answer;
    };
    expect(await takeFree(make)).toBe('made');
  });

  test('any other refusal is thrown as it is, and being late five times is inconclusive', async () => {
    await expect(takeFree(() => Promise.reject(refusal('no')))).rejects.toThrow('422 Invalid: no');
    const late = () => Promise.reject(refusal('provided IP is already allocated'));
    await expect(takeFree(late)).rejects.toThrow('5 requested numbers were all taken: free some of the low band');
  });
});
