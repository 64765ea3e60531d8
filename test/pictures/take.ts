/** `npm run pictures`: takes the README's pictures of the sandbox's page anew, light and dark. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import type { Deed } from '../../src/sandbox/contract.ts';
import { openRehearsal } from '../../src/sandbox/rehearsal.ts';
import { servePage } from '../../src/sandbox/server/server.ts';
import { openBrowser } from '../support/browser.ts';

const folder = join(import.meta.dirname, '../../src/sandbox/pictures');
const schemes = ['light', 'dark'] as const;
const question = 'Could you send us the new banner in the wide format? We need it for the fair.';

/** What a moment is taken from: a page through somebody's eyes, and deeds. */
type Studio = {
  look(as: string, place: string): Promise<Page>;
  does(deed: Deed): Promise<void>;
};

/** The best moments, each from where the one before ended; each gives the page to take. */
const moments: Record<string, (studio: Studio) => Promise<Page>> = {
  warning: async ({ look, does }) => {
    await does({ as: 'U0ANNA', deed: 'post', channel: 'C0NOVA', text: question });
    await does({ as: 'U0MIRA', deed: 'walk', to: 'next-deadline', channel: 'C0NOVA' });
    const page = await look('U0MIRA', 'in=C0NOVA');
    await page.getByRole('link', { name: /^Groundrules/ }).click();
    await page.getByRole('button', { name: 'Hand to…' }).waitFor();
    await page.getByRole('heading', { name: /^Monday 10:20: the warning.*done/ }).waitFor();
    return page;
  },
  curtain: async ({ look, does }) => {
    await does({ as: 'U0BEN', deed: 'post', channel: 'C0NOVA', text: 'And thank you for the poster, it looks great!' });
    await does({ as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-23T10:35' }, channel: null });
    const page = await withoutSteps(look('U0RUTH', 'in=C0NOVA&curtain=1'));
    await page.getByRole('button', { name: /first reply.*waiting/ }).click();
    await page
      .getByText(/needs an answer/)
      .first()
      .waitFor();
    return page;
  },
  agreement: async ({ look }) => {
    const page = await withoutSteps(look('U0RUTH', 'in=C0NOVA&curtain=1'));
    await page.getByRole('tab', { name: 'Agreement' }).click();
    const editor = page.getByRole('textbox', { name: /^Agreement with/ });
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('\nresponseWindow:\n  priorities:\n    normal: { first: 3h, next: 4h }\n');
    await page.getByText('Fine: it can be applied').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: /first reply.*due Mon 23 Nov, 11:50/ }).waitFor();
    await page
      .getByText(/Version 2/)
      .first()
      .waitFor();
    return page;
  },
  report: async ({ look, does }) => {
    await does({ as: 'U0MIRA', deed: 'post', channel: 'C0NOVA', text: 'Here it is, in the wide format.' });
    await does({ as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-26T10:05' }, channel: null });
    const [page, other] = [await ofTheBot(look, 'U0MIRA'), await ofTheBot(look, 'U0JONAS')];
    await answers(page, {
      'What carries over': 'Five posts for December: the texts are written, the pictures follow on Tuesday.',
      'What has not started': 'The newsletter, since we wait for the new prices.',
    });
    await answers(other, { 'What is new': 'A landing page for the fair: 300 people asked for tickets.' });
    await other.close();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    return page;
  },
  emergency: async ({ look, does }) => {
    await does({ as: 'U0RUTH', deed: 'phone', to: 'U0MIRA', takes: 'rings-out' });
    await does({ as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-28T02:00' }, channel: null });
    await does({
      as: 'U0ANNA',
      deed: 'post',
      channel: 'C0NOVA',
      text: 'Red alert: nobody can pay in our shop any more!',
    });
    await does({ as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-28T02:09' }, channel: null });
    const page = await withoutSteps(look('U0RUTH', 'in=C0NOVA&curtain=1'));
    await page.getByRole('link', { name: /^Groundrules/ }).click();
    await page.getByRole('button', { name: 'I have it' }).waitFor();
    await page.getByRole('region', { name: /^Emergency \d+ of Nova Bikes/ }).waitFor();
    return page;
  },
};

/** For run.mjs. Gives the files that were written. */
export async function run(): Promise<string[]> {
  const browser = await openBrowser();
  try {
    const taken: string[] = [];
    for (const scheme of schemes) taken.push(...(await takeAll(browser, scheme)));
    return taken;
  } finally {
    await browser.close();
  }
}

async function takeAll(browser: Browser, colorScheme: (typeof schemes)[number]): Promise<string[]> {
  const data = mkdtempSync(join(tmpdir(), 'groundrules-pictures-'));
  // Run by root, Postgres is another user, who must be able to reach its data.
  chmodSync(data, 0o755);
  const logger = pino({ level: 'silent' });
  const rehearsal = await openRehearsal(readConfig('slack', { GROUNDRULES_DATA: data }), { logger });
  const server = await servePage(rehearsal, { logger, port: 0 });
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  try {
    const taken: string[] = [];
    for (const [name, moment] of Object.entries(moments)) {
      const page = await moment({
        look: (as, place) => openPage(context.newPage(), `${server.url}?as=${as}&${place}`),
        does: (deed) => post(server.url, deed),
      });
      await page.mouse.move(0, 0);
      // What moves is let come to rest, and nothing blinks.
      await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))');
      const path = join(folder, `${name}-${colorScheme}.png`);
      await page.screenshot({ path, caret: 'hide' });
      taken.push(path);
      await page.close();
    }
    return taken;
  } finally {
    await context.close();
    await server.stop();
    await rehearsal.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function openPage(opening: Promise<Page>, url: string): Promise<Page> {
  const page = await opening;
  await page.goto(url);
  await page.getByRole('main').waitFor();
  return page;
}

async function withoutSteps(opening: Promise<Page>): Promise<Page> {
  const page = await opening;
  const steps = page.getByRole('button', { name: 'Put the steps away' });
  await steps.or(page.getByRole('article').first()).first().waitFor();
  if (await steps.isVisible()) await steps.click();
  return page;
}

/** Somebody's conversation with the bot. */
async function ofTheBot(look: Studio['look'], as: string): Promise<Page> {
  const page = await withoutSteps(look(as, 'in=C0NOVA'));
  await page.getByRole('link', { name: /^Groundrules/ }).click();
  return page;
}

/** Somebody's part of the report for Nova Bikes, by the beginnings of its questions. */
async function answers(page: Page, parts: Record<string, string>): Promise<void> {
  const asked = page.getByRole('article').filter({ hasText: /Weekly report for Nova Bikes: what is there/ });
  await asked.getByRole('button', { name: 'Answer', exact: true }).click();
  const form = page.getByRole('dialog');
  for (const [question, text] of Object.entries(parts))
    await form.getByRole('textbox', { name: new RegExp(`^${question}`) }).fill(text);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

async function post(url: string, deed: Deed): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}do`, { method: 'POST', headers, body: JSON.stringify(deed) });
  const done = (await response.json()) as { ok: boolean; message?: string };
  if (!done.ok) throw new Error(done.message);
}
