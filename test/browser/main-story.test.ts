import { expect, test } from 'vitest';
import { choosesOf, composer, openOffice, opensApp, says } from './office.ts';

const office = openOffice();
const question = 'Could you send us the new banner in the wide format? We need it for the fair.';

test('three people, three windows: asked on Friday, warned, escalated and answered late on Monday, explained', async () => {
  const [anna, mira, ruth] = await Promise.all([
    office.open('U0ANNA', 'C0NOVA'),
    office.open('U0MIRA', 'C0NOVA'),
    office.open('U0RUTH', 'C0NOVAINT'),
  ]);

  await says(anna, question);
  await mira
    .getByRole('article', { name: /Anna Novak/ })
    .filter({ hasText: question })
    .waitFor();
  await ruth.getByRole('link', { name: /^nova-bikes .*1 unread/ }).waitFor();

  await mira.getByRole('button', { name: /^Next deadline/ }).click();
  await mira.getByRole('region', { name: 'Clock' }).getByText('10:20').first().waitFor();
  await opensApp(mira);
  const warning = mira
    .getByRole('article')
    .filter({ hasText: 'Nova Bikes is waiting for an answer, due today 10:50.' });
  await warning.getByRole('button', { name: 'I’m on it' }).waitFor();

  await mira.getByRole('button', { name: /^Next deadline/ }).click();
  await ruth.getByRole('link', { name: /^Groundrules .*1 unread/ }).waitFor();
  await opensApp(ruth);
  const breach = ruth.getByRole('article').filter({ hasText: 'The time agreed with Nova Bikes has passed' });
  await breach.waitFor();

  await mira.getByRole('button', { name: '+15 min' }).click();
  await mira.getByRole('link', { name: /^nova-bikes .*shared/ }).click();
  await mira.getByRole('article').filter({ hasText: question }).hover();
  await mira.getByRole('button', { name: 'Reply in thread' }).click();
  const thread = mira.getByRole('complementary', { name: /Thread/ });
  await thread.getByRole('textbox').fill('Here it is, sorry for the wait.');
  await thread.getByRole('textbox').press('Enter');
  await ruth.getByRole('article').filter({ hasText: 'Mira Aksoy answered today 11:05, 15 min late.' }).waitFor();
  await anna
    .getByRole('article')
    .filter({ hasText: question })
    .getByRole('button', { name: /1 reply/ })
    .waitFor();

  await choosesOf(mira.getByRole('main').getByRole('article').filter({ hasText: question }), 'Why?');
  const why = mira.getByRole('article').filter({ hasText: 'Only visible to you' });
  await why
    .getByText(/Late by 15 min|15 min late/)
    .first()
    .waitFor();

  const seen = await anna.getByRole('main').innerText();
  expect(seen).not.toMatch(/Groundrules|Only visible to you/);
  expect(seen).not.toContain('waiting for an answer');
});

test('a reload in the middle loses nothing: the channel, the thread, what was typed, where the clock stands', async () => {
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await says(mira, 'The flyer is next.');
  await mira.getByRole('article').filter({ hasText: 'The flyer is next.' }).hover();
  await mira.getByRole('button', { name: 'Reply in thread' }).click();
  await mira
    .getByRole('complementary', { name: /Thread/ })
    .getByRole('textbox')
    .fill('One more th');
  await mira
    .getByRole('main')
    .getByRole('textbox', { name: /^Message / })
    .fill('And then');
  await mira.getByRole('button', { name: '+1 h' }).click();
  await mira.getByRole('region', { name: 'Clock' }).getByText('17:50').first().waitFor();
  await mira.reload();
  await mira.getByRole('article').filter({ hasText: 'The flyer is next.' }).first().waitFor();
  const thread = mira.getByRole('complementary', { name: /Thread/ });
  await expect.poll(() => thread.getByRole('textbox').inputValue()).toBe('One more th');
  expect(
    await mira
      .getByRole('main')
      .getByRole('textbox', { name: /^Message / })
      .inputValue(),
  ).toBe('And then');
  await mira.getByRole('region', { name: 'Clock' }).getByText('17:50').first().waitFor();
});

test('the sandbox is stopped and started: the window finds it again by itself, with everything in it', async () => {
  const anna = await office.open('U0ANNA', 'C0NOVA');
  await says(anna, 'Are you still there?');
  const { port } = new URL(office.sandbox().url);
  await office.sandbox().again({}, {}, Number(port));
  await says(anna, 'I am.');
  await anna.getByRole('article').filter({ hasText: 'Are you still there?' }).first().waitFor();
  // While nobody answered, the browser said so.
  anna.complaints.splice(0);
});

test('other eyes: a person is changed in the same window, and sees only what Slack would show them', async () => {
  const page = await office.open('U0MIRA', 'C0NOVAINT');
  await says(page, 'Between us: the red is too cold.');
  await page.getByRole('button', { name: /^You are Mira Aksoy/ }).click();
  await page.getByRole('button', { name: /^Be Anna Novak/ }).click();
  await page.getByRole('button', { name: /^You are Anna Novak/ }).waitFor();
  const channels = page.getByRole('navigation', { name: 'Channels and conversations' });
  await channels.getByRole('link', { name: /^nova-bikes / }).waitFor();
  expect(await channels.getByRole('link', { name: /internal/ }).count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toContain('too cold');
});

test('a visitor is led through the story in five steps, each with one press and the words that stand ready', async () => {
  const page = await office.open('U0JONAS', 'C0DEFNE');
  const steps = page.getByRole('region', { name: 'Try it in three minutes' });
  const done = (title: RegExp) => steps.getByRole('heading', { name: title }).filter({ hasText: '(done)' }).waitFor();
  await steps.getByRole('button', { name: 'Be Anna' }).click();
  await page.getByRole('button', { name: /^You are Anna Novak/ }).waitFor();
  await expect.poll(() => composer(page).inputValue()).toMatch(/banner/);
  await expect.poll(() => composer(page).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await done(/^Ask as Anna/);
  await steps.getByRole('button', { name: 'Jump there and be Mira' }).click();
  await done(/the warning/);
  await steps.getByRole('button', { name: 'Jump there and be Ruth' }).click();
  await done(/the time has passed/);
  await steps.getByRole('button', { name: 'Be Mira' }).click();
  await expect.poll(() => composer(page).inputValue()).toMatch(/sorry for the wait/);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await done(/^Answer as Mira/);
  await steps.getByRole('button', { name: 'Be Mira in the channel' }).click();
  await choosesOf(page.getByRole('main').getByRole('article').filter({ hasText: 'wide format' }), 'Why?');
  await done(/^Ask why/);
  await steps.getByText('That was all of it.').waitFor();
});
