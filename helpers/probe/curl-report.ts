/** What curl's `--write-out %{json}` says about one transfer, as far as it is used here; times in seconds. */
export interface CurlReport {
  readonly urlnum: number;
  readonly exitcode: number;
  readonly errormsg: string | null;
  readonly response_code: number;
  readonly local_ip: string;
  readonly local_port: number;
  readonly time_connect: number;
  readonly time_total: number;
  readonly size_download: number;
}

const NUMBERS = ['urlnum', 'exitcode', 'response_code', 'local_port', 'time_connect', 'time_total', 'size_download'];

/** @throws {TypeError} if it is not such a report: `urlnum` and `exitcode` came with curl 7.75. */
export function readCurlReport(json: string): CurlReport {
  let report: unknown;
  try {
    report = JSON.parse(json);
  } catch (cause) {
    throw new TypeError(`curl's report is no JSON: ${json.slice(0, 200)}`, { cause });
  }
  const fields = report as Record<string, unknown>;
  const missing = NUMBERS.filter((name) => typeof fields[name] !== 'number');
  if (missing.length > 0)
    throw new TypeError(`curl's report lacks ${missing.join(', ')}: curl 7.75 or later is needed`);
  return report as CurlReport;
}
