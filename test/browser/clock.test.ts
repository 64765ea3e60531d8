import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openOffice, says } from './office.ts';

const office = openOffice();

const clock = (page: Page) => page.getByRole('region', { name: 'Clock' });
const shows = (page: Page, time: string) => clock(page).getByRole('time').filter({ hasText: time }).waitFor();

test('goes fifteen minutes, an hour, to the next opening, to the next deadline, and says each', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Could you send us the banner?');
  await clock(mira).getByRole('button', { name: '+15 min' }).click();
  await shows(mira, '17:05');
  await clock(mira).getByRole('button', { name: '+1 h' }).click();
  await shows(mira, '18:05');
  await shows(anna, '18:05');
  await clock(mira).getByRole('button', { name: 'Next opening Mon 09:00' }).click();
  await shows(mira, '09:00');
  await clock(mira).getByRole('button', { name: 'Next deadline 10:20' }).click();
  await shows(mira, '10:20');
  await clock(mira).getByRole('button', { name: 'Next deadline 10:50' }).waitFor();
});

test('goes to a date, and refuses one that has passed in words', async () => {
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await clock(mira)
    .getByRole('button', { name: /^Jump to/ })
    .click();
  const when = mira.getByLabel(/Date and time/);
  await when.fill('2026-11-20T09:00');
  await when.press('Enter');
  await mira
    .getByText(/only walks forwards/)
    .first()
    .waitFor();
  await when.fill('2026-11-25T14:30');
  await when.press('Enter');
  await shows(mira, '14:30');
  await shows(mira, 'Wed 25 Nov');
});

test('runs at sixty and six hundred times the pace in every window, until it is held', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await clock(mira).getByRole('button', { name: /^×600/ }).click();
  await shows(anna, '17:');
  expect(await clock(anna).getByRole('button', { name: /^×600/ }).getAttribute('aria-pressed')).toBe('true');
  await clock(anna).getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => clock(mira).getByRole('button', { name: 'Pause' }).getAttribute('aria-pressed')).toBe('true');
});
