import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { choosesOf, openOffice, says } from './office.ts';

const office = openOffice();

const curtain = (page: Page) => page.getByRole('complementary', { name: 'Behind the curtain' });
const editor = (page: Page) => curtain(page).getByRole('textbox', { name: /Agreement with Nova Bikes/ });

/** Puts a text in the place of what stands in the editor, as somebody does who pastes it. */
async function writes(page: Page, change: (text: string) => string): Promise<void> {
  const inForce = (await office.sandbox().rehearsal.run()?.sandbox.house().store.agreements.stored('nova'))?.raw ?? '';
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(change(inForce));
}

async function opensAgreement(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Curtain' }).click();
  await curtain(page).getByRole('tab', { name: 'Agreement' }).click();
  await editor(page).waitFor();
}

test('the agreement is edited: errors with their lines as one types, then applied, and open deadlines move', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Could you send us the banner?');
  await opensAgreement(mira);
  await curtain(mira)
    .getByRole('button', { name: /first reply.*due Mon 23 Nov, 10:50/ })
    .waitFor();

  await writes(mira, (text) => text.replace('country: DE', 'country: XX'));
  await curtain(mira).getByRole('status').filter({ hasText: '1 problem' }).waitFor();
  const problem = curtain(mira).getByRole('button', { name: /XX/ });
  await problem.waitFor();
  await curtain(mira).getByRole('button', { name: 'Apply' }).click();
  await curtain(mira).getByText('Version 1 is in force').waitFor();

  await writes(mira, (text) => `${text}\nresponseWindow:\n  priorities:\n    normal: { first: 4h, next: 4h }\n`);
  await curtain(mira).getByRole('status').filter({ hasText: 'Fine' }).waitFor();
  await curtain(mira).getByRole('button', { name: 'Apply' }).click();
  await curtain(mira)
    .getByText(/Version 2/)
    .first()
    .waitFor();
  await curtain(mira)
    .getByRole('button', { name: /first reply.*due Mon 23 Nov, 12:50/ })
    .waitFor();
  await expect.poll(() => curtain(mira).innerText()).toMatch(/10:50\D+12:50/);
});

test('unsaved words survive another panel, and what is in force comes back', async () => {
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await opensAgreement(mira);
  await writes(mira, (text) => `# A thought.\n${text}`);
  await curtain(mira).getByRole('tab', { name: 'Outbox' }).click();
  await curtain(mira).getByRole('tab', { name: 'Agreement' }).click();
  // Of a long text only what is in sight is on the page.
  await editor(mira).press('ControlOrMeta+Home');
  await expect.poll(() => editor(mira).innerText()).toContain('# A thought.');
  await curtain(mira).getByRole('button', { name: 'Revert' }).click();
  await editor(mira).press('ControlOrMeta+Home');
  await expect.poll(() => editor(mira).innerText()).toContain('client:');
  await expect.poll(() => editor(mira).innerText()).not.toContain('# A thought.');
});

test('a message is looked behind: how it was read, what each rule ruled and why, and what was sent of it', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Perfect, thank you so much!');
  await says(anna, 'Could you send us the banner?');
  await choosesOf(mira.getByRole('article').filter({ hasText: 'Perfect' }), 'Look behind the curtain');
  await curtain(mira)
    .getByText(/needs no answer/)
    .first()
    .waitFor();
  await curtain(mira)
    .getByRole('button', { name: /first reply.*waiting/ })
    .click();
  await curtain(mira)
    .getByText(/needs an answer/)
    .first()
    .waitFor();
  await mira.getByRole('button', { name: /^Next deadline/ }).click();
  await curtain(mira).getByRole('tab', { name: 'Outbox' }).click();
  await curtain(mira).getByRole('tabpanel').getByText('Mira Aksoy').first().waitFor();
});

test('a scene is played by one click, stopped between two steps, and all begins anew', async () => {
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await mira.getByRole('button', { name: 'Story' }).click();
  const story = mira.getByRole('complementary', { name: 'Story' });
  await story.getByRole('button', { name: /^Play: A question late on Friday/ }).click();
  await story.getByText('Mira Aksoy answered today 11:05, 15 min late.').first().waitFor();
  await story
    .getByRole('button', { name: /^See it as Ruth/ })
    .last()
    .click();
  await mira.getByRole('button', { name: /^You are Ruth Okafor/ }).waitFor();
  await mira.getByRole('article').filter({ hasText: '15 min late' }).waitFor();

  await office.sandbox().rehearsal.stopPlaying();
  await story.getByRole('button', { name: /^Start over/ }).click();
  await mira
    .getByRole('dialog', { name: /Start over/ })
    .getByRole('button', { name: /^Start over/ })
    .click();
  await mira.getByRole('region', { name: 'Clock' }).getByText('16:50').first().waitFor();
  await expect.poll(() => story.getByRole('listitem').filter({ hasText: '15 min late' }).count()).toBe(0);
});

test('the bot is stopped and started from the page, and every window says so', async () => {
  const [mira, ruth] = await Promise.all([office.open('U0MIRA', 'C0NOVA'), office.open('U0RUTH', 'C0NOVA')]);
  for (const page of [mira, ruth]) await page.getByRole('button', { name: 'Story' }).click();
  await mira.getByRole('button', { name: 'Stop the bot' }).click();
  await ruth
    .getByText(/The bot is stopped/)
    .first()
    .waitFor();
  await ruth.getByRole('button', { name: 'Start the bot' }).click();
  await mira
    .getByText(/The bot is running/)
    .first()
    .waitFor();
});
