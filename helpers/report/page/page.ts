/** The report as one page for people: a file that needs nothing else, made of the results alone. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-file.ts';
import { failureFileNames } from '../failure-files.ts';
import type { RunReport } from '../results.ts';
import { contrast } from './contrast.ts';
import { facts } from './facts.ts';
import { html, trusted } from './html.ts';
import { latency } from './latency.ts';
import { masthead } from './masthead.ts';
import { matrices } from './matrix.ts';
import { overview } from './overview.ts';
import { picture } from './picture/picture.ts';
import { reproduce } from './reproduce.ts';
import { requirements } from './requirements.ts';
import { skipped } from './skipped.ts';
import { traffic } from './traffic.ts';

const STYLE = readFileSync(new URL('style.css', import.meta.url), 'utf8');
const SCRIPT = readFileSync(new URL('script.js', import.meta.url), 'utf8');

/** Nothing is loaded, and no script runs but the page's own, whatever stands in a report. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes `index.html` into `dir`, which is made if need be, and returns its path. Failures' folders that are there by then are linked. */
export function writePage(dir: string, report: RunReport): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'index.html');
  writeAtomically(
    path,
    pageOf(report, (id) => failureFileNames(dir, id)),
  );
  return path;
}

/** The whole page. @param gathered names of the files in a failure's folder beside it. */
export function pageOf(report: RunReport, gathered: (id: string) => readonly string[] = () => []): string {
  const { verdict, cluster, suite } = report;
  const where = cluster ? `Kubernetes ${cluster.kubernetesVersion}, ${cluster.proxyMode}` : 'no cluster';
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${verdict}: ${where} · ${suite.name}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#requirements">To the requirements</a>
<main>
${masthead(report)}
${facts(report)}
${overview(report)}
<div class="first">${picture(report)}${contrast(report.contrast)}</div>
${matrices(report)}
${latency(report)}
${traffic(report)}
${requirements(report, gathered)}
${skipped(report)}
${reproduce(report)}
</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}
