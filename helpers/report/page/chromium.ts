/** For tests: a headless Chromium that shows the page. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Starts the browser that CHROMIUM names, or the first on PATH. @throws Error with what to do where there is none */
export async function startChromium(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(env) });
}

export function chromiumPath({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string {
  const candidates = CHROMIUM
    ? [CHROMIUM]
    : PATH.split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const found = candidates.find(isExecutable);
  if (found) return found;
  const where = CHROMIUM ? `CHROMIUM=${CHROMIUM} is no program` : `none of ${NAMES.join(', ')} is on PATH`;
  throw new Error(
    `no browser to test the page in: ${where}; install one (apt-get install chromium), or name one by CHROMIUM`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
