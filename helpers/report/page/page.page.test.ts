/** The page as a person has it: in a browser, by keyboard, in the dark, on a phone, on paper. */
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RunReport } from '../results.ts';
import { SAMPLE_REPORT } from '../sample.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startChromium } from './chromium.ts';
import { largeReport } from './large-report.ts';
import { writePage } from './page.ts';

/** A browser has to be started, axe looks at every element, and the machine may be busy. */
jest.setTimeout(120_000);

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** What the console said, and what was asked of a network. */
  readonly noise: string[];
}

async function opened(report: RunReport, options: BrowserContextOptions = {}): Promise<Opened> {
  const folder = temporaryFolder();
  const own = pathToFileURL(writePage(folder.path, report)).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('request', (request) => request.url() !== own && noise.push(request.url()));
  await page.goto(own);
  return {
    page,
    noise,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      folder[Symbol.dispose]();
    },
  };
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
}

/** What axe objects to, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function shownIds(page: Page): Promise<string[]> {
  return page.locator('.requirement:visible .id').allInnerTexts();
}

const wide = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each([
    ['on a wide screen', wide],
    ['on a phone', phone],
  ])('axe finds nothing %s, all folds open', async (_, viewport) => {
    await using shown = await opened(SAMPLE_REPORT, { colorScheme, viewport });
    await openAll(shown.page);
    expect(await violations(shown.page)).toEqual([]);
  });
});

test('axe does find what is wrong', async () => {
  await using shown = await opened(SAMPLE_REPORT);
  await shown.page.evaluate("document.querySelector('svg').removeAttribute('aria-labelledby')");
  expect(await violations(shown.page)).toEqual([expect.stringContaining('svg-img-alt')]);
});

test('nothing is asked of a network and the console stays silent, hostile text or not', async () => {
  const [failed] = SAMPLE_REPORT.requirements.filter(({ verdict }) => verdict === 'failed');
  const hostile = '"><img src=http://192.0.2.1/x onerror=alert(1)><script>alert(1)</script>';
  const requirements = SAMPLE_REPORT.requirements.map((result) =>
    result === failed ? { ...result, reason: hostile, explanation: hostile, notes: [hostile] } : result,
  );
  for (const report of [SAMPLE_REPORT, largeReport(), { ...SAMPLE_REPORT, requirements }]) {
    await using shown = await opened(report);
    await openAll(shown.page);
    expect(shown.noise).toEqual([]);
  }
});

test('a script that got in all the same is not run', async () => {
  await using shown = await opened(SAMPLE_REPORT);
  await shown.page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))",
  );
  expect(await shown.page.evaluate('window.ran')).toBeUndefined();
  expect(shown.noise).toEqual([expect.stringContaining('Content Security Policy')]);
});

test('search and filter by keyboard', async () => {
  await using shown = await opened(SAMPLE_REPORT);
  const { page } = shown;
  const status = page.locator('.filters output');
  await page.locator('#requirements').evaluate((heading) => {
    heading.setAttribute('tabindex', '-1');
    heading.focus();
  });
  await page.keyboard.press('Tab');
  await page.keyboard.type('econnrefused 0.4');
  expect(await shownIds(page)).toEqual(['ARTICLE-7']);
  expect(await status.textContent()).toBe('1 of 13 shown');

  await page.keyboard.press('Escape');
  expect(await status.textContent()).toBe('13 of 13 shown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space'); // passed ones go
  expect(await shownIds(page)).toEqual(['DUALSTACK-1', 'ARTICLE-7', 'ARTICLE-9', 'ARTICLE-11']);

  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('DUAL');
  expect(await shownIds(page)).toEqual(['DUALSTACK-1']);
  expect(await page.locator('#topic-ARTICLE').isVisible()).toBe(false);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('#DUALSTACK-1').isVisible()).toBe(true);
});

test('a link to a requirement opens it, also where a filter hides it', async () => {
  await using shown = await opened(SAMPLE_REPORT);
  const { page } = shown;
  await page.locator('input[type=search]').fill('DUALSTACK');
  await page.locator('.ids a[href="#ARTICLE-4"]').first().press('Enter');
  // The browser tells the page of its new address in a task of its own, after the key.
  await page.locator('#ARTICLE-4').waitFor({ state: 'visible' });
  expect(await page.locator('#ARTICLE-4').isVisible()).toBe(true);
});

test('without script everything can be read, and nothing is there that would not work', async () => {
  await using shown = await opened(SAMPLE_REPORT, { javaScriptEnabled: false });
  const { page } = shown;
  expect(await page.locator('.filters').isVisible()).toBe(false);
  expect(await shownIds(page)).toHaveLength(13);
  await page.locator('.requirement', { hasText: 'ARTICLE-5' }).locator('summary').press('Enter');
  expect(await page.locator('#ARTICLE-5 .cells').isVisible()).toBe(true);
});

test('paper shows all, whatever is folded or filtered on the screen', async () => {
  await using shown = await opened(SAMPLE_REPORT);
  const { page } = shown;
  await page.locator('input[type=search]').fill('DUALSTACK');
  const bodies = page.locator('.requirement .body');
  const visible = () => bodies.evaluateAll((all) => all.filter((body) => body.checkVisibility()).length);
  expect(await visible()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect(await visible()).toBe(13);
  expect(await bodies.evaluateAll((all) => all.every((body) => body.getBoundingClientRect().height > 0))).toBe(true);
  expect(await page.locator('.filters').isVisible()).toBe(false);
  expect((await page.pdf()).length).toBeGreaterThan(20_000);
});

test.each([
  ['a wide screen', wide],
  ['a phone', phone],
])('on %s nothing sticks out, and verdict and picture are on the first screen', async (_, viewport) => {
  for (const report of [SAMPLE_REPORT, largeReport()]) {
    await using shown = await opened(report, { viewport });
    const width = await shown.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(viewport.width);
    for (const what of ['.verdict', '.facts', '.picture svg']) {
      const box = await shown.page.locator(what).boundingBox();
      expect(box?.y).toBeLessThan(viewport.height - 100);
    }
  }
});
