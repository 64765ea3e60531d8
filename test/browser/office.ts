/** What every browser test begins with: a sandbox, a browser, and people at their windows. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { chromiumPath, howToGetChromium, openAs, openBrowser, type PersonWindow } from '../support/browser.ts';
import { type TestRehearsal, testRehearsal } from '../support/rehearsal.ts';

/** Whether there is a browser at all; where there is none, tests are skipped and it is said how to get one. */
export const hasBrowser = chromiumPath !== null;

export type Office = {
  sandbox(): TestRehearsal;
  /** Opens a window of its own for this person; its console must stay silent until the test's end. */
  open(as: string, channel: string, options?: BrowserContextOptions): Promise<PersonWindow>;
};

/** To be called in the body of a test file: each test has a sandbox that begins anew. */
export function openOffice(): Office {
  let browser: Browser;
  let sandbox: TestRehearsal;
  const windows: PersonWindow[] = [];
  beforeAll(async () => {
    if (!hasBrowser) return;
    [browser, sandbox] = await Promise.all([openBrowser(), testRehearsal()]);
  });
  beforeEach(async ({ skip }) => {
    skip(!hasBrowser, howToGetChromium);
    await sandbox.again({ startOver: true });
  });
  afterEach(async () => {
    const complaints = windows.flatMap((window) => window.complaints);
    for (const window of windows.splice(0)) await window.context().close();
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    if (!hasBrowser) return;
    await browser.close();
    await sandbox.drop();
  });
  return {
    sandbox: () => sandbox,
    open: async (as, channel, options) => {
      const window = await openAs(browser, sandbox.url, as, channel, options);
      windows.push(window);
      await window.getByRole('main').waitFor();
      return window;
    },
  };
}

/** Where one writes in a channel or conversation. */
export function composer(page: Page): Locator {
  return page.getByRole('main').getByRole('textbox', { name: /^Message / });
}

/** Writes and sends. */
export async function says(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
  await page.getByRole('article').filter({ hasText: text }).first().waitFor();
}

/** Opens the conversation with the app. */
export async function opensApp(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Groundrules/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Groundrules' }).waitFor();
}

/** Chooses from a message's menu. */
export async function choosesOf(message: Locator, action: string): Promise<void> {
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await message.getByRole('button', { name: action, exact: true }).click();
}
