/** An offered change over the real door: written by staff, decided by the client with one press, and what follows for the list. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadFile } from '../../src/agreement/load.ts';
import { withVersion } from '../../src/agreement/version.ts';
import { forget } from '../../src/app/forget.ts';
import { sections } from '../../src/rules/index.ts';
import { gateHolds, repliesIn } from '../support/gate.ts';
import { eventLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const DAY = 86_400_000;

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-06-01', { permitting });
const slack = () => story.sandbox().slack;

/** What stands in the client's channel of ours, the newest last. */
const posts = (channel = 'C0NOVA') =>
  repliesIn(story.sandbox(), channel).filter(({ text }) => !text.startsWith('*How'));

async function offers(
  who: string,
  words: string,
  values: Record<string, string>,
): Promise<Record<string, string> | null> {
  await story.commands(who, 'C0NOVA', `/rules ${words}`);
  return story.sends(who, values);
}
const video = { item: 'video', price: '850 EUR', time: 'by 12 June', allowance: '1 clip' };

/** Presses the newest such button, or that of one offer. */
async function presses(who: string, action: string, id = '', channel = 'C0NOVA'): Promise<string> {
  const { pressables } = slack().as(who).sees(channel);
  const button = pressables.findLast(({ actionId, value }) => actionId === action && value?.startsWith(id));
  await slack()
    .as(who)
    .press(channel, button?.ts ?? '', action, { value: button?.value ?? '' });
  await story.sandbox().walk.rest();
  return story.answer(who, channel);
}
const items = async () => {
  const found = await story.sandbox().house().store.agreements.stored('nova');
  return { version: found?.agreement.version ?? 0, raw: found?.raw ?? '' };
};
const toldTo = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('orders:'))
    .map(({ text }) => text);

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH', 'U0ELIF']) await slack().as(who).openHome('messages');
});

describe('an offer', () => {
  test('is written in a form, looked at, sent with the name of who sent it, and accepted by one press of an external', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const { version } = await items();
    expect(await offers('U0MIRA', 'offer video', { ...video, price: 'lots' })).toMatchObject({
      price: expect.stringMatching(/EUR/),
    });
    expect(await story.sends('U0MIRA', video)).toBeNull();
    expect(posts()).toEqual([]);
    const shown = JSON.stringify(slack().as('U0MIRA').form());
    expect(shown).toContain('€850');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    const [offer] = posts();
    expect(offer?.text).toContain('From our agreement, version');
    expect(offer?.text).toContain('*Yes, extend:* Video becomes part of our agreement, 1 clip a month.');
    expect(await presses('U0MIRA', 'order-accept')).toMatch(
      /^This is for the client to decide: Anna Novak or Ben Castellan/,
    );
    expect((await items()).version).toBe(version);
    expect(await presses('U0ANNA', 'order-accept')).toMatch(/^Thank you\. You accepted \*Video\*/);
    await story.after(1);
    expect((await items()).version).toBe(version + 1);
    expect(posts()[0]?.text).toContain('*Accepted* by Anna Novak');
    expect(toldTo('U0MIRA')).toEqual([expect.stringContaining('Anna Novak said yes*: *Video* for €850')]);
  });
});

/** Offers the clip of a video, and gives what stands in the channel. */
async function offered(values: Record<string, string> = {}): Promise<string> {
  const before = posts().length;
  expect(await offers('U0MIRA', 'offer video', { ...video, ...values })).toBeNull();
  expect(await story.sends('U0MIRA', {})).toBeNull();
  await story.after(1);
  expect(posts()).toHaveLength(before + 1);
  return posts().at(-1)?.text ?? '';
}
const standing = () => posts().at(-1)?.text ?? '';
const states = async () => {
  const { rows } = await story.sandbox().db.query('select state from change_orders order by created_at');
  return rows.map(({ state }) => state);
};

describe('who decides', () => {
  test('declining is recorded like accepting; a second press reads what was decided and by whom', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const { version } = await items();
    await offered();
    expect(await presses('U0BEN', 'order-decline')).toMatch(/^Thank you for letting us know\. Nothing changes/);
    await story.after(1);
    expect(standing()).toContain('*Declined* by Ben Castellan');
    expect((await items()).version).toBe(version);
    const { rows } = await story.sandbox().db.query('select id from change_orders order by created_at desc limit 1');
    await slack().send(pressLetter({ by: 'U0ANNA', channel: 'C0NOVA', action: 'order-accept', value: rows[0].id }));
    await story.sandbox().walk.rest();
    expect(await states()).toEqual(['accepted', 'declined']);
    expect((await items()).version).toBe(version);
  });

  test('of two at once the first counts', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await offered();
    const { rows } = await story.sandbox().db.query('select id from change_orders order by created_at desc limit 1');
    const press = (by: string, action: string) => pressLetter({ by, channel: 'C0NOVA', action, value: rows[0].id });
    await Promise.all([slack().send(press('U0ANNA', 'order-accept')), slack().send(press('U0BEN', 'order-decline'))]);
    await story.sandbox().walk.rest();
    const { rows: logged } = await story
      .sandbox()
      .db.query('select kind, by from decisions where subject = $1', [rows[0].id]);
    expect(logged).toHaveLength(1);
    await story.agree('nova', (text) => text);
  });

  test('others of the client read who decides, a forged press from another channel nothing, and the client is shown it all', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await slack().admin.addUser({ id: 'U0CARL', name: 'carl', real_name: 'Carl', team_id: 'T0NOVA' });
    await offered();
    const { rows } = await story.sandbox().db.query('select id from change_orders order by created_at desc limit 1');
    const before = await states();
    for (const [by, channel] of [
      ['U0CARL', 'C0NOVA'],
      ['U0DENIZ', 'C0DEFNE'],
      ['U0ANNA', 'C0DEFNE'],
    ] as const) {
      await slack().send(pressLetter({ by, channel, action: 'order-accept', value: rows[0].id }));
    }
    expect(await states()).toEqual(before);
    await story.commands('U0DENIZ', 'C0DEFNE', '/rules decisions');
    expect(story.answer('U0DENIZ', 'C0DEFNE')).not.toContain('Video');
    await story.commands('U0MIRA', 'C0NOVA', '/rules decisions');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(
      /Ben Castellan declined \*Video\*[\s\S]*Anna Novak accepted \*Video\*, €850/,
    );
    await story.commands('U0MIRA', 'C0NOVA', '/rules changes');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('*Waiting for the client*');
    expect(await presses('U0MIRA', 'order-withdraw')).toMatch(/^Withdrawn/);
    await story.after(1);
    expect(standing()).toContain('does not stand any more');
  });

  test('words decide nothing: who answers in them is shown the buttons where that is permitted, else staff hear of it', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const thread = await story.says('U0ANNA', 'C0NOVA', 'Could you cut a clip of the fair for us?');
    await story.commands('U0MIRA', 'C0NOVA', '/rules offer');
    await slack().as('U0MIRA').closeView(true);
    await offered();
    const { rows } = await story.sandbox().db.query('select id from change_orders order by created_at desc limit 1');
    await story.sandbox().db.query('update change_orders set thread_ts = $1 where id = $2', [thread, rows[0].id]);
    const count = toldTo('U0MIRA').length;
    await story.says('U0ANNA', 'C0NOVA', 'Yes, but not for that price', { thread });
    expect(toldTo('U0MIRA')).toHaveLength(count);
    await story.says('U0ANNA', 'C0NOVA', 'Yes, go ahead!', { thread });
    await story.after(1);
    expect(toldTo('U0MIRA').at(-1)).toContain('Anna Novak answered in words*: *Video* for €850');
    expect((await states()).at(-1)).toBe('sent');
    await story.agree('nova', (text) => text.replace(/^scope:/m, 'mayPost:\n  - changeOrders\nscope:'));
    await story.says('U0BEN', 'C0NOVA', 'olur, başlayın', { thread });
    await story.after(1);
    expect(standing()).toContain('one of these two buttons decides it');
    await story.says('U0BEN', 'C0NOVA', 'Yes!', { thread });
    await story.after(1);
    expect(posts().filter(({ text }) => text.includes('one of these two buttons'))).toHaveLength(1);
    expect(await presses('U0BEN', 'order-decline')).toMatch(/^Thank you for letting us know/);
    await story.after(1);
    expect(standing()).toContain('*Declined* by Ben Castellan');
  });
});

describe('its time', () => {
  test('it is reminded of once, ends, and can be asked for again', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await offered({ days: '14' });
    const before = toldTo('U0MIRA').length;
    await story.sandbox().walk.to(story.sandbox().time.clock() + 11 * DAY);
    expect(toldTo('U0MIRA').slice(before)).toEqual([
      expect.stringContaining('an offer is still open*: *Video* for €850'),
    ]);
    await story.sandbox().walk.to(story.sandbox().time.clock() + 5 * DAY);
    expect(standing()).toContain('This offer was open until');
    expect(toldTo('U0MIRA').at(-1)).toContain('*: *Video* for €850. The offer is closed');
    expect(await presses('U0ANNA', 'order-again')).toMatch(/^Thank you\. Mira Aksoy was told/);
    await story.after(1);
    const told = toldTo('U0MIRA').at(-1);
    expect(told).toContain('Anna Novak would like it after all');
  });
});

describe('what is sent stays as it was sent', () => {
  test('an edited one takes the place of the first, which cannot be accepted any more', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await offered();
    const { rows } = await story.sandbox().db.query('select id from change_orders order by created_at desc limit 1');
    await story.commands('U0MIRA', 'C0NOVA', '/rules changes');
    await presses('U0MIRA', 'order-edit', rows[0].id);
    expect(await story.sends('U0MIRA', { price: '700 EUR' })).toBeNull();
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    const texts = posts()
      .map(({ text }) => text)
      .slice(-2);
    expect(texts[0]).toContain('does not stand any more');
    expect(texts[1]).toContain('€700');
    const { version } = await items();
    await slack().send(pressLetter({ by: 'U0ANNA', channel: 'C0NOVA', action: 'order-accept', value: rows[0].id }));
    expect((await items()).version).toBe(version);
  });

  test('a text that was tampered with cannot be accepted, and its author hears', async () => {
    const { db } = story.sandbox();
    const { rows } = await db.query("select id from change_orders where state = 'sent' limit 1");
    await db.query('update change_orders set price_amount = 100 where id = $1', [rows[0].id]);
    await slack().send(pressLetter({ by: 'U0ANNA', channel: 'C0NOVA', action: 'order-accept', value: rows[0].id }));
    await story.after(1);
    expect((await db.query('select state from change_orders where id = $1', [rows[0].id])).rows).toEqual([
      { state: 'sent' },
    ]);
    expect(toldTo('U0MIRA').at(-1)).toContain('is not what was sent');
    await db.query('update change_orders set price_amount = 70000 where id = $1', [rows[0].id]);
  });

  test('a file exported before it cannot be applied over it, other lines that changed meanwhile stay, the same line is left to staff', async () => {
    const exported = await items();
    await story.agree('nova', (text) => text.replace('allowance: 4 articles a month', 'allowance: 5 articles a month'));
    await presses('U0ANNA', 'order-accept');
    await story.after(1);
    const now = await items();
    expect(now.version).toBe(exported.version + 2);
    expect(now.raw).toContain('5 articles');
    const template = () => undefined;
    const whole = await story.sandbox().house().store.agreements.stored('nova', exported.version);
    const file = loadFile(withVersion(whole?.resolvedText ?? '', exported.version), {
      fileName: 'old.yml',
      sections,
      template,
    });
    if (!file.ok) throw new Error('The old file is not read.');
    const plan = await story.sandbox().house().apply(file, { by: 'test', force: false });
    expect(plan.kind).toBe('refused');
    await story.until('Tue 10:00');
    await offered({ allowance: '2 clips' });
    await story.agree('nova', (text) => text.replace('allowance: 1 clip', 'allowance: 3 clips'));
    const { version } = await items();
    expect(await presses('U0ANNA', 'order-accept')).toMatch(/^Thank you/);
    await story.after(1);
    expect((await items()).version).toBe(version);
    expect(toldTo('U0MIRA').at(-1)).toContain('Somebody changed this line of the list');
    await story.commands('U0MIRA', 'C0NOVA', '/rules changes');
    expect(await presses('U0MIRA', 'order-put')).toContain(`version ${version + 1}`);
    expect((await items()).raw).toContain('2 clips');
  });
});

describe('where it cannot stand', () => {
  test('deleted in the channel it does not stand any more; not delivered it is a draft again; each time its author hears', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await offered({ allowance: '5 clips' });
    const message = slack().look(({ messages }) => messages.C0NOVA?.findLast(({ text }) => text.includes('5 clips')));
    const ts = message?.ts ?? '';
    const event = { type: 'message', subtype: 'message_deleted', channel: 'C0NOVA', deleted_ts: ts };
    const later = (Number(ts) + 60).toFixed(6);
    await slack().send(eventLetter({ ...event, event_ts: later, previous_message: message }, 'Ev0DELETED'));
    await story.after(1);
    expect(toldTo('U0MIRA').at(-1)).toContain('your offer was deleted in the channel*: *Video* for €850');
    expect((await states()).at(-1)).toBe('void');
    await story.commands('U0MIRA', 'C0NOVA', '/rules offer video');
    expect(await story.sends('U0MIRA', { ...video, allowance: '6 clips' })).toBeNull();
    const mend = slack().faults.add({
      kind: 'refuse',
      method: 'chat.postMessage',
      channel: 'C0NOVA',
      error: 'restricted_action',
    });
    expect(await story.sends('U0MIRA', {})).toBeNull();
    mend();
    await story.after(1);
    expect(toldTo('U0MIRA').at(-1)).toContain('your offer did not reach the channel* (restricted_action)');
    expect((await states()).at(-1)).toBe('draft');
  });
});

test('what was written lives among the words only, is exported whole, and goes with the client', async () => {
  const { db } = story.sandbox();
  await offered({ text: 'Zaunkönig & <!channel>', allowance: '4 clips' });
  expect(standing()).toContain('Zaunkönig &amp; &lt;!channel&gt;');
  expect(await tablesWith(db, 'Zaunkönig')).toEqual(['public.words']);
  const words = { ofClients: [{ clientId: 'nova', kept: DAY, examples: DAY }], elsewhere: DAY, atMost: 180 * DAY };
  await story
    .sandbox()
    .house()
    .store.prune(story.sandbox().time.clock() + 200 * DAY, { words });
  expect(await tablesWith(db, 'Zaunkönig')).toEqual(['public.words']);
  const kept = await story.sandbox().house().store.kept('nova');
  expect(kept?.changeOrders.filter(({ words }) => words?.text.startsWith('Zaunkönig'))).toHaveLength(1);
  expect(kept?.decisions.length).toBeGreaterThan(2);
  await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: false });
  await story.sandbox().walk.rest();
  expect(await tablesWith(db, 'Zaunkönig')).toEqual([]);
  await story.after(30);
  expect(standing()).toMatch(/^The text of this offer is not kept any more\. Its record is [0-9a-f]{8}\./);
  await story.agree('nova', (text) => text.replace(/^id: nova$/m, 'id: nova\nstatus: ended'));
  await forget(story.sandbox().house().shell, { kind: 'client', clientId: 'nova', everything: true });
  const { rows } = await db.query(
    "select 1 from change_orders where client_id = 'nova' union select 1 from decisions where client_id = 'nova'",
  );
  expect(rows).toEqual([]);
});

gateHolds(story.sandbox, permitting);
