/** A browser at the sandbox's page: one window for each person, as they would sit side by side. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const places = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is on this machine; null where it is not. */
export const chromiumPath = places.find((place) => place !== '' && existsSync(place)) ?? null;

/** What to do where there is none. */
export const howToGetChromium =
  'No Chromium here: the sandbox was not opened in a browser. Install it (Debian: apt-get install chromium), or name one in ' +
  'CHROMIUM, then: npm run test:browser';

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser; throws where there is none. */
export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error(howToGetChromium);
  return chromium.launch({ executablePath: chromiumPath, args: quietly });
}

export type PersonWindow = Page & {
  /** What the console complained of, and what was asked of anybody but the page's own server. */
  complaints: string[];
};

/** Opens a window through this person's eyes. */
export async function openAs(
  browser: Browser,
  url: string,
  as: string,
  channel: string,
  options: BrowserContextOptions = {},
): Promise<PersonWindow> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && new URL(request.url()).host !== new URL(url).host) {
      complaints.push(`asked ${request.url()}`);
    }
  });
  await page.goto(`${url}?as=${as}&in=${channel}`);
  return Object.assign(page, { complaints });
}

type AxeResult = {
  violations: { id: string; impact: string | null; nodes: { html: string; failureSummary: string }[] }[];
};

/** What axe finds serious or critical on the page as it stands, one line each. */
export async function barriersOn(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResult>(
    "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
