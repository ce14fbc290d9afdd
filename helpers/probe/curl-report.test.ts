import { expect, test } from '@jest/globals';
import { CURL_REPORT_FORMAT, readCurlReport } from './curl-report.ts';

test('curl is asked for what is read, in that order', () => {
  expect(CURL_REPORT_FORMAT).toBe(
    '%{urlnum}|%{exitcode}|%{response_code}|%{local_port}|%{time_connect}|%{time_total}|%{size_download}|%{local_ip}|%{errormsg}',
  );
  const failed = '3|7|0|0|0.000000|0.012000|0||Failed to connect to a|b after 12 ms';
  expect(readCurlReport(failed)).toEqual({
    ...{ urlnum: 3, exitcode: 7, response_code: 0, local_port: 0, time_connect: 0, time_total: 0.012 },
    ...{ size_download: 0, local_ip: '', errormsg: 'Failed to connect to a|b after 12 ms' },
  });
  expect(readCurlReport('0|0|200|41000|0.001|0.002|38|10.42.0.9|')).toMatchObject({
    ...{ local_ip: '10.42.0.9', errormsg: '' },
  });
});

test.each([
  ['|7|0|0|0|0|0||words', 'urlnum'],
  ['3|%{exitcode}|0|0|0|0|0||words', 'exitcode'],
  ['0|0|200|41000|0.001|0.002|38|10.42.0.9', 'errormsg'],
  ['0|0|200|41000|0.001|0.002|38', 'errormsg'],
  ['', 'urlnum, exitcode, response_code, local_port, time_connect, time_total, size_download, errormsg'],
])('%j is no report, and says what it lacks', (text, missing) => {
  const words = `curl's report lacks ${missing}: curl 7.75 or later is needed: ${text}`;
  expect(() => readCurlReport(text)).toThrow(new TypeError(words));
});

test('of a text that is something else only the beginning is shown', () => {
  expect(() => readCurlReport('x'.repeat(300))).toThrow(/needed: x{200}$/);
});
