/** The card of an agreement: shown to who asks, put where clients read, kept current, and read. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-11-02', { permitting: ['C0NOVA', 'C0DEFNE', 'C0ORCHARD'] });
const nova = 'C0NOVA';
/** Two of the agreement's, beside what stands there already. */
const linksWithOurs = 3;

beforeEach(() => story.begin());
afterEach(async () => {
  story.sandbox().slack.faults.clear();
  await takesOut();
});

const sees = (who = 'U0ANNA', channel = nova) => story.sandbox().slack.as(who).sees(channel);
const ours = (channel = nova): Message[] =>
  sees('U0RUTH', channel).messages.filter(({ user, subtype }) => user === botUserId && subtype === undefined);
const keyOf = ({ metadata }: Message) => String(metadata?.event_payload.key ?? '');
const cards = (channel = nova) => ours(channel).filter((one) => keyOf(one).startsWith('card:stands:'));
const news = (channel = nova) =>
  ours(channel)
    .filter((one) => keyOf(one).startsWith('card:news:'))
    .map(({ text }) => text);
const card = (channel = nova) => cards(channel).at(-1) ?? missing();
/** All that stands in its blocks, the quiet line below it too. */
const wholeOf = (message: Message) => JSON.stringify(message.blocks);
const links = () => sees().bookmarks.map(({ title, link }) => `${title} ${link}`);
const calls = (method: string) =>
  story
    .sandbox()
    .slack.calls()
    .filter((call) => call.method === method);

function missing(): never {
  throw new Error('No card stands there.');
}

/** Presses a button of the newest private answer that has it. */
async function pressesShown(who: string, action: string, channel = nova): Promise<void> {
  const shown = sees(who, channel).ephemerals.at(-1);
  if (shown === undefined) throw new Error('Nothing was shown.');
  await story.sandbox().slack.as(who).press(channel, shown.ts, action);
  await story.sandbox().walk.rest();
}

async function puts(who = 'U0MIRA', channel = nova): Promise<void> {
  await story.commands(who, channel, '/rules card');
  await pressesShown(who, 'card-put', channel);
  await story.after(1);
}

/** Whatever stands is taken out again, so that each story begins with none. */
async function takesOut(): Promise<void> {
  for (const [channel, client] of [
    [nova, 'nova'],
    ['C0DEFNE', 'defne'],
  ] as const) {
    if (cards(channel).length === 0) continue;
    await story
      .sandbox()
      .slack.send(pressLetter({ by: 'U0RUTH', channel, action: 'card-take', value: `client:${client}` }));
    await story.after(1);
  }
}

async function reads(who: string): Promise<string> {
  await story.sandbox().slack.as(who).press(nova, card().ts, 'card-read');
  await story.after(1);
  return sees(who).ephemerals.at(-1)?.text ?? '';
}

const shorterFridays = (text: string) =>
  text.replace('  timeZone: Europe/Berlin\n', '  timeZone: Europe/Berlin\n  weekly: { fri: 09:00-13:00 }\n');
const permitting = (text: string) => `${text}\nmayPost: [card]\n`;

describe('asked for', () => {
  test('the card is shown in the reader’s own language, without what nothing was agreed about', async () => {
    await story.commands('U0MIRA', nova, '/rules card');
    const text = story.answer('U0MIRA', nova);
    expect(text).toContain('*How Harbour Studio and Nova Bikes work together*');
    expect(text).toContain('Mon–Fri: 09:00–17:00 (time in Berlin)');
    expect(text).toContain('• Urgent: within 30 min');
    expect(text).toContain('• *Feedback*: As comments in the design file');
    expect(text).toContain('• *Anna Novak*: Marketing lead');
    expect(text).not.toContain('In an emergency');
    expect(text).toContain('The card does not stand in #nova-bikes yet.');
    await story.commands('U0DENIZ', 'C0DEFNE', '/rules card');
    const turkish = story.answer('U0DENIZ', 'C0DEFNE');
    expect(turkish).toContain('*Acil durumda*\nElif Kaya, +90 212 555 01 40 (her saat)');
    expect(turkish).not.toContain('yalnızca siz görüyorsunuz');
  });

  test('nobody is shown another client’s', async () => {
    await story.commands('U0DENIZ', 'C0DEFNE', '/rules card nova');
    expect(story.answer('U0DENIZ', 'C0DEFNE')).toMatch(/^Bu adla çalıştığınız bir müşteri bilmiyorum/);
  });
});

describe('put into the channel', () => {
  test('it stands there once, pinned, with its links above the channel, and goes with them', async () => {
    await story.sandbox().slack.as('U0ANNA').bookmark(nova, 'Our wiki', 'https://wiki.nova.example/');
    await puts();
    await puts('U0JONAS').catch(() => {});
    expect(cards()).toHaveLength(1);
    expect(sees().pins.map(({ ts }) => ts)).toEqual([card().ts]);
    expect(links()).toEqual([
      'Our wiki https://wiki.nova.example/',
      'Project plan https://plan.harbourstudio.example/nova',
      'Shared folder https://files.harbourstudio.example/nova',
    ]);
    expect(wholeOf(card())).not.toContain('Only you see this');
    await story.commands('U0MIRA', nova, '/rules card');
    await pressesShown('U0MIRA', 'card-take');
    await story.after(1);
    expect([cards(), sees().pins, links()]).toEqual([[], [], ['Our wiki https://wiki.nova.example/']]);
  });

  test('it is in the client’s language', async () => {
    await puts('U0ELIF', 'C0DEFNE');
    expect(card('C0DEFNE').text).toContain(
      '*Ne zaman buradayız*\nPzt–Cum: 09:00–12:30, 13:30–18:00 (Istanbul saatiyle)',
    );
  });

  test('a message that somebody pinned by hand, and a link of somebody’s own, are no trouble', async () => {
    await puts();
    await story.sandbox().slack.as('U0ANNA').unpin(nova, card().ts);
    await story.sandbox().slack.as('U0ANNA').pin(nova, card().ts);
    await story.agree('nova', (text) => text.replace('/nova\n    - title: Shared', '/nova-2\n    - title: Shared'));
    await story.after(1);
    expect(sees().pins).toHaveLength(1);
    expect(links()).toContain('Project plan https://plan.harbourstudio.example/nova-2');
    expect(links()).not.toContain('Project plan https://plan.harbourstudio.example/nova');
  });

  test('a card that was deleted by hand is not put back until somebody asks for it', async () => {
    await puts();
    await story.sandbox().slack.admin.deleteMessage(nova, card().ts);
    await story.agree('nova', shorterFridays);
    await story.after(5);
    expect(cards()).toEqual([]);
    const updates = calls('chat.update').length;
    await story.after(60);
    expect(calls('chat.update')).toHaveLength(updates);
    await puts();
    expect(card().text).toContain('Fri: 09:00–13:00');
  });

  test('it is posted and pinned once, whatever Slack answers meanwhile', async () => {
    const { faults } = story.sandbox().slack;
    faults.add({ kind: 'timeout-after-success', method: 'chat.postMessage', channel: nova, cut: true, times: 1 });
    faults.add({ kind: 'rate-limited', method: 'pins.add', retryAfterSeconds: 30, times: 2 });
    faults.add({ kind: 'status', method: 'bookmarks.add', status: 500, times: 1 });
    await puts();
    await story.after(5);
    expect(cards()).toHaveLength(1);
    expect(sees().pins.map(({ ts }) => ts)).toEqual([card().ts]);
    expect(links()).toHaveLength(linksWithOurs);
  });

  test('whoever put it there is told when it cannot stand there, and what to do', async () => {
    story
      .sandbox()
      .slack.faults.add({ kind: 'refuse', method: 'chat.postMessage', channel: nova, error: 'not_in_channel' });
    await puts();
    expect(cards()).toEqual([]);
    expect(sees('U0MIRA', botUserId).messages.at(-1)?.text).toMatch(
      /^The card could not be put into #nova-bikes\. I am not/,
    );
    story.sandbox().slack.faults.clear();
    await puts();
    expect(cards()).toHaveLength(1);
  });

  test('what Slack does not grant is left out, and the owner is told once', async () => {
    story.sandbox().slack.faults.add({ kind: 'refuse', method: 'pins.add', error: 'missing_scope' });
    await puts();
    await story.agree('nova', shorterFridays);
    await story.after(5);
    expect(card().text).toContain('Fri: 09:00–13:00');
    expect(sees().pins).toEqual([]);
    const told = sees('U0MIRA', botUserId).messages.filter(({ text }) => text.includes('did not let me pin'));
    expect(told).toHaveLength(1);
  });
});

describe('kept current', () => {
  test('a new version changes the one message and asks to be read again; without a permission nothing more is said', async () => {
    await puts();
    const { ts } = card();
    await reads('U0ANNA');
    await story.agree('nova', shorterFridays);
    await story.after(1);
    expect(cards().map((one) => one.ts)).toEqual([ts]);
    expect(card().text).toContain('Fri: 09:00–13:00');
    expect(wholeOf(card())).not.toContain('read by');
    expect(news()).toEqual([]);
  });

  test('where the agreement permits it, the bot puts it there by itself and says in one line what changed, and no longer when it is withdrawn', async () => {
    await story.agree('nova', permitting);
    await story.after(1);
    expect(cards()).toHaveLength(1);
    const already = news().length;
    await story.agree('nova', (text) => shorterFridays(text).replace('Wednesday evening', 'Thursday noon'));
    await story.after(1);
    expect(news().slice(already)).toEqual([
      expect.stringMatching(
        /^Harbour Studio changed what we agreed: When we are here, Which channel for what\. <https.+\|The card is up to date\.>$/,
      ),
    ]);
    await story.agree('nova', (text) => text.replace('extends: standard.yml', 'extends: standard.yml\ngrouping: 10m'));
    await story.after(1);
    expect(news()).toHaveLength(already + 1);
    await story.sandbox().slack.admin.addUser({ id: 'U0SOL', name: 'sol', team_id: 'T0NOVA' });
    const named = { by: 'U0MIRA', channel: 'C0NOVAINT', action: 'people-client', value: 'client:nova:U0SOL' };
    await story.sandbox().slack.send(pressLetter(named));
    await story.after(1);
    expect(news().at(-1)).toMatch(/^Mira Aksoy changed what we agreed: Who is who\./);
    await story.agree('nova', (text) =>
      text.replace(/mayPost: \[ ?card ?\]/, 'mayPost: []').replace('Thursday noon', 'Friday'),
    );
    await story.after(1);
    expect(news()).toHaveLength(already + 2);
    expect(card().text).toContain('collected by Friday');
  });

  test('a closed day that is over makes room for the next', async () => {
    await story.until('Mon 09:00');
    await story.agree('nova', (text) =>
      text.replace(
        '  exceptions:\n',
        `  exceptions:\n    - { date: ${story.date()}, closed: 15:00-17:00, name: an inventory }\n`,
      ),
    );
    await puts();
    expect(card().text).toContain('an inventory');
    await story.until('Tue 00:05');
    expect(card().text).not.toContain('an inventory');
  });
});

describe('who joins', () => {
  test('sees the card once, privately; staff do not, nor anybody where none stands', async () => {
    const { admin } = story.sandbox().slack;
    await admin.addUser({ id: 'U0LOU', name: 'lou', real_name: 'Lou Barnes', team_id: 'T0NOVA' });
    await admin.enter(nova, 'U0LOU');
    await story.after(1);
    expect(sees('U0LOU').ephemerals).toEqual([]);
    await story.sandbox().slack.as('U0LOU').leave(nova);
    await puts();
    for (const who of ['U0LOU', 'U0ELIF']) await admin.enter(nova, who);
    await story.after(1);
    expect(sees('U0LOU').ephemerals.map(({ text }) => text.split('\n')[0])).toEqual([
      'Welcome. This is what both sides have agreed on; only you see it here.',
    ]);
    expect(sees('U0ELIF').ephemerals).toEqual([]);
    await story.sandbox().slack.as('U0LOU').leave(nova);
    await admin.enter(nova, 'U0LOU');
    await story.after(1);
    expect(sees('U0LOU').ephemerals).toHaveLength(1);
    for (const who of ['U0LOU', 'U0ELIF']) await story.sandbox().slack.as(who).leave(nova);
  });
});

describe('I have read this', () => {
  test('counts once for the client’s named people, and kindly not for others; staff see who', async () => {
    await puts();
    expect(await reads('U0MIRA')).toMatch(/^This button is for the people at Nova Bikes/);
    expect(await reads('U0ANNA')).toMatch(/^Thank you. It is noted that you have read version \d+\.$/);
    expect(await reads('U0ANNA')).toMatch(/^You have read this version already \(today/);
    expect(wholeOf(card())).toContain('read by 1 of 2 at Nova Bikes');
    const { value } = sees('U0ANNA').pressables.find(({ actionId }) => actionId === 'card-read') ?? missing();
    const press = { by: 'U0DENIZ', channel: nova, action: 'card-read', value: String(value) };
    await story.sandbox().slack.send(pressLetter(press));
    await story.after(1);
    expect(wholeOf(card())).toContain('read by 1 of 2 at Nova Bikes');
    await story.commands('U0MIRA', nova, '/rules card');
    expect(story.answer('U0MIRA', nova)).toMatch(
      /Anna Novak has read this version: today .+\nNot yet: Ben Castellan\./,
    );
  });

  test('a press on a card that was changed meanwhile is not taken for the new one', async () => {
    await puts();
    const { value } = sees('U0ANNA').pressables.find(({ actionId }) => actionId === 'card-read') ?? missing();
    await story.agree('nova', shorterFridays);
    await story
      .sandbox()
      .slack.send(pressLetter({ by: 'U0ANNA', channel: nova, action: 'card-read', value: String(value) }));
    await story.after(1);
    expect(wholeOf(card())).not.toContain('read by');
  });
});
