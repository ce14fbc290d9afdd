/** What curl's `--write-out` says about one transfer, as far as it is used here; times in seconds. */
export interface CurlReport {
  readonly urlnum: number;
  readonly exitcode: number;
  readonly response_code: number;
  readonly local_port: number;
  readonly time_connect: number;
  readonly time_total: number;
  readonly size_download: number;
  readonly local_ip: string;
  /** Empty where all went well. */
  readonly errormsg: string;
}

const NUMBERS = [
  ...(['urlnum', 'exitcode', 'response_code', 'local_port'] as const),
  ...(['time_connect', 'time_total', 'size_download'] as const),
];
const BETWEEN = '|';

/** The format that it is written in: a tenth of `%{json}`, every byte of which passes through the API server. */
export const CURL_REPORT_FORMAT = [...NUMBERS, 'local_ip', 'errormsg'].map((name) => `%{${name}}`).join(BETWEEN);

/** @throws {TypeError} if it is not such a report: `urlnum`, `exitcode` and `errormsg` came with curl 7.75. */
export function readCurlReport(text: string): CurlReport {
  const fields = text.split(BETWEEN);
  const numbers = NUMBERS.map((name, index) => [name, fields[index] ? Number(fields[index]) : Number.NaN] as const);
  const [local_ip, ...message] = fields.slice(NUMBERS.length);
  const missing: string[] = numbers.filter(([, value]) => Number.isNaN(value)).map(([name]) => name);
  if (local_ip === undefined || message.length === 0) missing.push('errormsg');
  if (missing.length > 0)
    throw new TypeError(
      `curl's report lacks ${missing.join(', ')}: curl 7.75 or later is needed: ${text.slice(0, 200)}`,
    );
  const all = Object.fromEntries(numbers) as Record<(typeof NUMBERS)[number], number>;
  return { ...all, local_ip: local_ip ?? '', errormsg: message.join(BETWEEN) };
}
