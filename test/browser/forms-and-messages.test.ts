import { expect, test } from 'vitest';
import { composer, openOffice, opensApp, says } from './office.ts';

const office = openOffice();

test('a form with an error: said at its field, mended, sent, and the notice follows', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Which of the two is right?');
  await mira.getByRole('button', { name: /^Next deadline/ }).click();
  await opensApp(mira);
  await mira.getByRole('button', { name: 'Hand to…' }).click();
  const form = mira.getByRole('dialog', { name: 'Hand to' });
  const who = form.getByRole('combobox', { name: 'Who takes it from here' });
  await form.getByRole('button', { name: 'Hand over' }).click();
  await form.getByText('Please complete this required field.').waitFor();
  expect(await who.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => who.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await who.selectOption({ label: 'Jonas Weber' });
  await form.getByRole('button', { name: 'Hand over' }).click();
  await form.waitFor({ state: 'detached' });
  const jonas = await office.open('U0JONAS', 'C0NOVA');
  await opensApp(jonas);
  await jonas.getByRole('article').filter({ hasText: 'Mira Aksoy' }).first().waitFor();
});

test('a form survives a reload with what was chosen, and closes with Escape', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Which of the two is right?');
  await mira.getByRole('button', { name: /^Next deadline/ }).click();
  await opensApp(mira);
  await mira.getByRole('button', { name: 'Change…' }).click();
  const form = mira.getByRole('dialog');
  const owner = form.getByRole('combobox').nth(1);
  await owner.selectOption({ label: 'Jonas Weber' });
  const { slack } = office.sandbox().rehearsal.run()?.sandbox ?? {};
  await expect.poll(() => JSON.stringify(slack?.as('U0MIRA').form()?.state.values)).toContain('"value":"U0JONAS"');
  await mira.reload();
  await form.waitFor();
  expect(await owner.locator('option:checked').innerText()).toBe('Jonas Weber');
  await mira.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
});

test('what can be done with a message: edit, react, pin, delete, each seen in the other window', async () => {
  const [anna, mira] = await Promise.all([office.open('U0ANNA', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await says(anna, 'Thanks!');
  const own = anna.getByRole('article').filter({ hasText: 'Thanks!' });
  await own.hover();
  await own.getByRole('button', { name: 'More actions' }).click();
  await own.getByRole('button', { name: /^Edit/ }).click();
  const field = anna.getByRole('textbox', { name: /Edit/ });
  await field.fill('Thanks! Could you send the logo too?');
  await field.press('Enter');
  const edited = mira.getByRole('article').filter({ hasText: 'Could you send the logo too?' });
  await edited.getByText('(edited)').waitFor();
  await edited.hover();
  await edited.getByRole('button', { name: /React with eyes/ }).click();
  await anna
    .getByRole('button', { name: /eyes.*1|1.*eyes/ })
    .first()
    .waitFor();
  await edited.hover();
  await edited.getByRole('button', { name: 'More actions' }).click();
  await edited.getByRole('button', { name: 'Pin to channel' }).click();
  await anna.getByRole('button', { name: '1 pinned message' }).waitFor();
  const gone = anna.getByRole('article').filter({ hasText: 'Could you send the logo too?' });
  await gone.hover();
  await gone.getByRole('button', { name: 'More actions' }).click();
  await gone.getByRole('button', { name: /^Delete/ }).click();
  await anna
    .getByRole('dialog', { name: /Delete/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await edited.waitFor({ state: 'detached' });
});

test('the composer completes people, emoji and commands, and answers what is asked privately', async () => {
  const mira = await office.open('U0MIRA', 'C0NOVA');
  await composer(mira).pressSequentially('@jon');
  await mira.getByRole('option', { name: /Jonas Weber/ }).waitFor();
  await composer(mira).press('Enter');
  await composer(mira).pressSequentially('look :tad');
  await mira.getByRole('option', { name: /tada/ }).first().waitFor();
  await composer(mira).press('Enter');
  await composer(mira).press('Enter');
  const sent = mira.getByRole('article').filter({ hasText: 'look' });
  await sent.getByText('@Jonas Weber').waitFor();
  await sent.getByRole('img', { name: /tada/ }).waitFor();
  await composer(mira).pressSequentially('/ru');
  await mira.getByRole('option', { name: /\/rules/ }).waitFor();
  await composer(mira).fill('/rules status');
  await composer(mira).press('Enter');
  const answer = mira.getByRole('article').filter({ hasText: 'Only visible to you' });
  await answer.getByText('Nothing is waiting for an answer.').waitFor();
});

test('hostile words stay words: in messages, names and agreements', async () => {
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script> [x](javascript:alert(1))';
  const { slack } = office.sandbox().rehearsal.run()?.sandbox ?? {};
  await slack?.admin.changeUser('U0BEN', { real_name: '<b id="bold">Ben</b>' });
  const [ben, mira] = await Promise.all([office.open('U0BEN', 'C0NOVA'), office.open('U0MIRA', 'C0NOVA')]);
  await composer(ben).fill(hostile);
  await composer(ben).press('Enter');
  const message = mira.getByRole('article').filter({ hasText: 'onerror' });
  await message.waitFor();
  expect(await message.innerText()).toContain('<script>document.title=1</script>');
  expect(await message.innerText()).toContain('<b id="bold">Ben</b>');
  expect(await mira.locator('#bold, article script, article img[src]').count()).toBe(0);
  expect(await mira.locator('a[href^="javascript:"]').count()).toBe(0);
  expect(await mira.title()).not.toBe('1');
});
