import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriersOn } from '../support/browser.ts';
import { composer, openOffice, says } from './office.ts';

const office = openOffice();

const narrow = { viewport: { width: 360, height: 740 } };
const dark = { colorScheme: 'dark' } as const;

/** Presses a key until what is focused has this name. */
async function until(page: Page, key: string, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<string>(
      "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
    );
    if (name.test(focused)) return;
  }
  throw new Error(`${key} never leads to ${name}.`);
}

test('by keyboard only: a message is written, the clock moved, and the bot asked why', async () => {
  const anna = await office.open('U0ANNA', 'C0NOVA');
  await says(anna, 'Could you send us the banner?');
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await mira.getByRole('article').filter({ hasText: 'banner' }).waitFor();
  await mira.evaluate('document.activeElement?.blur()');
  await until(mira, 'Tab', /^\+15 min/);
  await mira.keyboard.press('Enter');
  await mira.getByRole('region', { name: 'Clock' }).getByText('17:05').first().waitFor();
  await until(mira, 'Tab', /Anna Novak, |banner/);
  await until(mira, 'Tab', /More actions/);
  await mira.keyboard.press('Enter');
  await until(mira, 'Tab', /^Why\?$/);
  await mira.keyboard.press('Enter');
  await mira.getByRole('article').filter({ hasText: 'Only visible to you' }).waitFor();
  await until(mira, 'Tab', /^Message #nova-bikes/);
  await mira.keyboard.type('I am looking.');
  await mira.keyboard.press('Enter');
  await mira.getByRole('article').filter({ hasText: 'I am looking.' }).waitFor();
});

describe.each([
  ['wide and light', {}],
  ['wide and dark', dark],
  ['narrow and light', narrow],
  ['narrow and dark', { ...narrow, ...dark }],
])('%s', (_name, options) => {
  test('nothing serious stands in anybody’s way, whatever is open', async () => {
    const anna = await office.open('U0ANNA', 'C0NOVA', options);
    expect(await barriersOn(anna)).toEqual([]);
    await says(anna, 'Could you send us the banner in the wide format?');
    const { sandbox } = office;
    await sandbox().do({ as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-23T10:20' }, channel: null });
    await sandbox().do({ as: 'U0MIRA', deed: 'command', channel: 'C0NOVA', line: '/rules status' });
    const { slack } = sandbox().rehearsal.run()?.sandbox ?? {};
    const direct = slack?.as('U0MIRA').sees('U0RULES').channel ?? '';
    const mira = await office.open('U0MIRA', direct, options);
    await mira.getByRole('button', { name: 'Hand to…' }).waitFor();
    expect(await barriersOn(mira)).toEqual([]);
    await mira.getByRole('button', { name: 'Hand to…' }).click();
    await mira.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await mira.getByText('Please complete this required field.').waitFor();
    expect(await barriersOn(mira)).toEqual([]);
    await mira.keyboard.press('Escape');
    await mira.getByRole('dialog').waitFor({ state: 'detached' });
    for (const pane of ['Curtain', 'Story']) {
      await mira.getByRole('button', { name: pane, exact: true }).click();
      await mira.getByRole('complementary').waitFor();
      expect(await barriersOn(mira)).toEqual([]);
    }
  });
});

test('nothing is wider than a narrow window', async () => {
  const anna = await office.open('U0ANNA', 'C0NOVA', narrow);
  await says(anna, `${'a'.repeat(400)} https://example.com/${'b'.repeat(300)}`);
  const tooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect(await anna.evaluate(tooWide)).toBe(false);
});

test('times are the reader’s own', async () => {
  const [deniz, elif] = await Promise.all([office.open('U0DENIZ', 'C0DEFNE'), office.open('U0ELIF', 'C0DEFNE')]);
  await says(deniz, 'Menüyü ne zaman görebiliriz?');
  await elif.getByRole('article', { name: /Deniz Arslan, 18:50/ }).waitFor();
  const mira = await office.open('U0MIRA', 'C0DEFNE');
  await mira.getByRole('article', { name: /Deniz Arslan, 16:50/ }).waitFor();
  expect(await composer(mira).isEditable()).toBe(true);
});
