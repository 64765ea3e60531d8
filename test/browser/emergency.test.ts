import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriersOn } from '../support/browser.ts';
import { openOffice, opensApp, says } from './office.ts';

const office = openOffice();

const curtain = (page: Page) => page.getByRole('complementary', { name: 'Behind the curtain' });
const chain = (page: Page) => curtain(page).getByRole('region', { name: 'Emergency 1 of Nova Bikes' });

test('a client raises an emergency: phones ring on the page, the chain burns down, and is put out by one press', async () => {
  const [anna, ruth] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0RUTH', 'C0NOVA')]);
  await says(anna, 'Red alert: nobody can pay in our shop any more!');
  await ruth.getByRole('status').filter({ hasText: 'A text message wakes Elif Kaya' }).waitFor();
  await ruth.getByRole('button', { name: 'See who is woken' }).click();
  await chain(ruth).getByText('Nobody has it yet.').waitFor();
  // Messages of one moment keep Slack's pace, for which the clock goes on by seconds.
  expect(await chain(ruth).innerText()).toMatch(/Next step\s+(5:00|4:5\d)/);

  await curtain(ruth).getByRole('tab', { name: 'Phones' }).click();
  await curtain(ruth).getByRole('combobox', { name: 'Night desk' }).selectOption('cannot be reached');
  await office.sandbox().do({ as: 'U0RUTH', deed: 'walk', to: { minutes: 6 }, channel: null });
  await chain(ruth).getByRole('listitem').filter({ hasText: 'Night desk' }).first().waitFor();
  await chain(ruth).getByText('did not arrive').first().waitFor();
  await curtain(ruth).getByText('could not be reached').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await ruth.emulateMedia({ colorScheme });
    expect(await barriersOn(ruth)).toEqual([]);
  }

  await opensApp(ruth);
  await ruth.getByRole('button', { name: 'I have it' }).last().click();
  await chain(ruth).getByText('Ruth Okafor has it since').waitFor();
  await expect.poll(() => anna.getByRole('button', { name: 'See who is woken' }).count()).toBe(0);
});
