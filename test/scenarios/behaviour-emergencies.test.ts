/** What an emergency promises: who has it, who is woken next, and what the client reads meanwhile. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tellEmergencies } from '../support/emergency-story.ts';
import { pressLetter } from '../support/letters.ts';

const story = tellEmergencies('2026-11-02');
const { woken, heard, outcomes, ways, direct, latest, line } = story;

beforeAll(() => story.until('Tue 02:00'));
afterEach(() => story.over());

const agreeSteps = (steps: string) =>
  story.agree('nova', (text) => text.replace(/^ {2}policy: .*$/m, `  policy: { steps: [${steps}] }`));
const clientsMessage = () =>
  story
    .slack()
    .look(({ messages }) =>
      (messages.C0NOVA ?? []).findLast(({ text }) => text.startsWith('*We have your emergency*')),
    );

describe('25 somebody has it', () => {
  test('25 an acknowledgement by anyone stops all pending pages everywhere at once, and hangs up what still rings', async () => {
    await agreeSteps(
      '{ page: [U0MIRA], by: [slack, sms, call], then: 5m }, { page: [U0JONAS], by: [slack, sms, webhook] }',
    );
    outcomes.set('sms', { kind: 'unreachable', because: 'ECONNREFUSED' });
    await story.raises('U0ANNA', 'The shop is down');
    expect(ways().sort()).toEqual(['call U0MIRA', 'sms U0MIRA']);
    await story.presses('U0MIRA', 'emergency-have');
    expect(heard).toEqual([expect.stringMatching(/^hung up ref-/)]);
    await story.after(14);
    expect(ways()).toHaveLength(2);
    expect(direct('U0JONAS')).toEqual([]);
    const { rows } = await story.sandbox().db.query("select 1 from pages where state = 'waiting'");
    expect(rows).toEqual([]);
  });

  test('25 a call that is only being placed while somebody takes it is hung up as soon as it rings', async () => {
    const placed = story.holds('call');
    await story.sendsForm('U0ANNA', 'The shop is down');
    await expect.poll(() => ways()).toContain('call U0MIRA');
    const { id } = await latest();
    await story.slack().send(pressLetter({ by: 'U0RUTH', channel: 'D0', action: 'emergency-have', value: id }));
    expect(await latest()).toMatchObject({ state: 'acknowledged' });
    placed({ kind: 'sent', reference: 'late-call' });
    await expect.poll(() => heard).toContain('hung up late-call');
  });

  test('25 acknowledging after resolution does not reopen', async () => {
    await story.raises('U0ANNA', 'The shop is down');
    const { id } = await latest();
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
    await story.slack().send(pressLetter({ by: 'U0RUTH', channel: 'D0', action: 'emergency-have', value: id }));
    await story.after(1);
    expect(await latest()).toMatchObject({ id, state: 'resolved' });
  });

  test('25 acknowledged but silent: paged again after the interval, delayed by activity, bounded', async () => {
    await story.raises('U0ANNA', 'The shop is down');
    await story.presses('U0MIRA', 'emergency-have');
    await story.after(10);
    await story.says('U0MIRA', 'C0NOVA', 'We are looking into it.');
    await story.after(14);
    expect(await line()).not.toContain('paged-again');
    await story.after(2);
    expect((await line()).filter((kind) => kind === 'paged-again')).toHaveLength(1);
    await story.after(48);
    expect((await line()).filter((kind) => kind === 'paged-again')).toHaveLength(3);
  });
});

describe('26 who is woken next', () => {
  test('26 a step whose person is on leave is passed over at once', async () => {
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules away now friday');
    await agreeSteps('{ page: [U0JONAS], by: [slack, sms], then: 5m }, { page: [U0RUTH], by: [slack, sms] }');
    await story.raises('U0ANNA', 'Hacked');
    expect(ways()).toEqual(['sms U0RUTH']);
    expect(await line()).toEqual(['raised', 'not-reached', 'paged']);
    await story.commands('U0JONAS', 'C0NOVAINT', '/rules away off');
  });

  test.each(['cannot_dm_bot', 'user_disabled', 'user_not_found'])(
    '26 a direct message refused with %s: the next step at once',
    async (error) => {
      await agreeSteps('{ page: [U0MIRA], by: [slack], then: 30m }, { page: [U0RUTH], by: [slack, sms] }');
      story.slack().faults.add({ kind: 'refuse', method: 'chat.postMessage', channel: 'U0MIRA', error });
      await story.raises('U0ANNA', 'Hacked');
      expect(ways()).toEqual(['sms U0RUTH']);
      expect(await line()).toEqual(['raised', 'paged', 'not-reached', 'paged']);
    },
  );

  test('26 a responder whose account is closed while the chain runs is passed over in the next round', async () => {
    await agreeSteps(
      '{ page: [U0MIRA], by: [sms], then: 5m }, { page: [U0JONAS], by: [slack, sms], then: 5m }, { page: [U0RUTH], by: [sms], then: 5m }',
    );
    await story.raises('U0ANNA', 'Hacked');
    await story.slack().admin.changeUser('U0JONAS', { deleted: true });
    await story.after(5);
    expect(ways()).toEqual(['sms U0MIRA', 'sms U0RUTH']);
    await story.slack().admin.changeUser('U0JONAS', { deleted: false });
  });

  test('26 the chain at its end falls back loudly: the owner and everybody there is, by every way, and the operator', async () => {
    await agreeSteps('{ page: [U0RUTH], by: [sms], then: 5m }');
    await story.raises('U0ANNA', 'Hacked');
    await story.after(30);
    expect(await line()).toContain('exhausted');
    const rung = new Set(ways());
    for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH']) {
      expect([...rung]).toEqual(expect.arrayContaining([`sms ${who}`, `call ${who}`, `email ${who}`]));
      expect(direct(who).at(-1)?.text).toContain('Nobody has it yet');
    }
    const operator = story.slack().look(({ messages }) => messages.C0OPS?.at(-1)?.text);
    expect(operator).toContain('Nova Bikes');
  });

  test('26 a running emergency keeps the policy it began with, and asks today’s absences', async () => {
    await agreeSteps(
      '{ page: [U0MIRA], by: [sms], then: 5m }, { page: [U0RUTH], by: [sms], then: 5m }, { page: [U0JONAS], by: [sms] }',
    );
    await story.raises('U0ANNA', 'Hacked');
    await agreeSteps('{ page: [U0ELIF], by: [sms] }');
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules away now friday <@U0JONAS>');
    await story.after(5);
    expect(ways()).toEqual(['sms U0MIRA', 'sms U0JONAS']);
    await story.commands('U0RUTH', 'C0NOVAINT', '/rules away off');
  });

  test('26 it goes on when the agreement is paused meanwhile', async () => {
    await agreeSteps('{ page: [U0MIRA], by: [sms], then: 5m }, { page: [U0RUTH], by: [sms] }');
    await story.raises('U0ANNA', 'Hacked');
    await story.agree('nova', (text) => `${text}status: paused\n`);
    await story.after(5);
    expect(ways()).toEqual(['sms U0MIRA', 'sms U0RUTH']);
    await story.agree('nova', (text) => text.replace('status: paused\n', ''));
  });
});

test('27 the client reads calm, agreed words only, and always what happens next and when', async () => {
  await agreeSteps('{ page: [U0MIRA], by: [sms], then: 5m }, { page: [U0RUTH], by: [sms], then: 5m }');
  await story.raises('U0ANNA', 'Hacked');
  const internal = /U0|rota|step|policy|escalat|sms|phone|asleep|Ruth|paged|not reached/i;
  for (const minutes of [0, 6, 12, 25, 40]) {
    await story.after(minutes);
    const text = clientsMessage()?.text ?? '';
    expect(text).toMatch(/You hear from us again by .+\d\d:\d\d/);
    expect(text).toContain('Please leave everything as it is until we are back to you.');
    expect(text).not.toMatch(internal);
  }
  await story.presses('U0MIRA', 'emergency-have');
  expect(clientsMessage()?.text).toMatch(/Mira Aksoy is looking after it.*You hear from us again by/s);
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
  await story.after(1);
  expect(clientsMessage()?.text).toContain('*It is resolved.*');
  expect(woken.length).toBeGreaterThan(0);
});
