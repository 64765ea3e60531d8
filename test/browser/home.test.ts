import { expect, test } from 'vitest';
import { barriersOn } from '../support/browser.ts';
import { openOffice, opensApp, says } from './office.ts';

const office = openOffice();

test('the home tab shows what waits, and a press on it changes it under the reader’s eyes', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Which of the two is right?');
  await opensApp(mira);
  await mira.getByRole('button', { name: 'Home' }).click();
  await mira.getByText('Which of the two is right?').waitFor();
  expect(await barriersOn(mira)).toEqual([]);
  await mira.getByRole('button', { name: 'I’m on it' }).click();
  await mira.getByText(/you are on it/).waitFor();
  await mira.getByRole('combobox').first().selectOption({ label: 'Overdue' });
  await mira.getByText('Nothing is overdue.').waitFor();
});
