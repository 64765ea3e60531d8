/** What staff write in the evening and leave to the opening: kept, changed, posted as their reply, and said when it cannot. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { eventLetter, formLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const logged: string[] = [];
const logger = pino(
  { level: 'trace' },
  new Writable({
    write: (line, _encoding, done) => {
      logged.push(String(line));
      done();
    },
  }),
);
const story = tellStories('2026-06-01', { logger, permitting: ['C0NOVA', 'C0DEFNE', 'C0ORCHARD'] });

let since = 0;
beforeEach(async () => {
  await story.begin();
  since = story.sandbox().time.clock() / 1000;
});
afterEach(() => story.sandbox().slack.faults.clear());

/** What the bot posted in a channel of this story's, as it stands there: the thread, and the words. */
const posts = (channel = 'C0NOVA') =>
  story
    .sandbox()
    .slack.look(({ messages }) =>
      (messages[channel] ?? [])
        .filter(({ user, ts, subtype }) => user === botUserId && subtype === undefined && Number(ts) > since)
        .map(({ text, thread_ts: thread }) => (thread === undefined ? text : `${thread}: ${text}`)),
    );

/** Presses a button of the newest private answer or message that has it. */
async function presses(who: string, action: string, where = 'C0NOVA'): Promise<void> {
  const { slack, walk } = story.sandbox();
  const { channel, pressables } = slack.as(who).sees(where);
  const button = pressables.findLast(({ actionId }) => actionId === action);
  if (button === undefined) throw new Error(`There is no button ${action}.`);
  await slack.as(who).press(channel, button.ts, action, { value: button.value ?? '' });
  await walk.rest();
}

const nudgesOf = (who: string) => story.told(who).filter((line) => line.endsWith(' nudge'));
const later = (who: string, text = '', channel = 'C0NOVA') => story.commands(who, channel, `/rules later ${text}`);
const fieldOf = (who: string) => JSON.stringify(story.sandbox().slack.as(who).form()?.blocks ?? []);

describe('a kept message', () => {
  test('is posted at the next opening, signed, and is its author’s reply from that instant', async () => {
    await story.until('Mon 16:50');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Can you send us the files?');
    await story.until('Mon 20:30');
    await later('U0MIRA', 'Here are the *files*, <@U0ANNA>: <https://example.com/a?b=1&c=2>');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain(
      '*Kept.* It goes to #nova-bikes *Tue 09:00*, signed with your name.',
    );
    expect(posts()).toEqual([]);
    await story.stopBot();
    await story.startBot();
    await story.until('Tue 08:59');
    expect(posts()).toEqual([]);
    await story.until('Tue 09:01');
    expect(posts()).toEqual([
      'Here are the *files*, <@U0ANNA>: <https://example.com/a?b=1&amp;c=2>\nMira Aksoy, sent at opening',
    ]);
    const [post] = story
      .sandbox()
      .slack.as('U0ANNA')
      .sees('C0NOVA')
      .messages.filter(({ user, ts }) => user === botUserId && Number(ts) > since);
    expect(post).not.toHaveProperty('username');
    expect(await story.records('C0NOVA')).toEqual(['due Tue 10:50, met Tue 09:00 (replied)']);
    const { db } = story.sandbox();
    const { rows } = await db.query('select author, is_bot from messages where ts = $1', [post?.ts]);
    expect(rows).toEqual([{ author: 'U0MIRA', is_bot: false }]);
    // History, held against what is written down, has nothing to add.
    await story.stopBot();
    await story.startBot();
    expect((await db.query('select author, is_bot from messages where ts = $1', [post?.ts])).rows).toEqual(rows);
    await story.chooses('U0MIRA', 'C0NOVA', question, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('In time: it was due today 10:50 and answered today 09:00.');
    await later('U0MIRA');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('You keep nothing.');
  });

  test('deleted in Slack is a reply deleted, and what it promises is offered to be kept', async () => {
    await story.until('Mon 16:50');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send us the files?');
    await story.until('Mon 20:30');
    await later('U0MIRA', 'You will have them by Thursday 15:00.');
    await story.until('Tue 09:01');
    expect(story.told('U0MIRA')).toContain('Tue 09:00 offer');
    expect(await story.records('C0NOVA')).toEqual(['due Tue 10:50, met Tue 09:00 (replied)']);
    const { db, slack, walk } = story.sandbox();
    const { rows } = await db.query(
      "select slack_ts as ts from outbox where view = 'later-post' order by sequence desc",
    );
    const { ts } = rows[0];
    const previous = { type: 'message', user: botUserId, bot_id: 'B0RULES', ts, text: '…' };
    const event = { type: 'message', subtype: 'message_deleted', channel: 'C0NOVA', deleted_ts: ts };
    await slack.send(
      eventLetter({ ...event, event_ts: (Number(ts) + 60).toFixed(6), previous_message: previous }, 'Ev0DELETED'),
    );
    await walk.rest();
    expect(await story.records('C0NOVA')).toEqual([expect.stringContaining('due Tue 10:50, alarm')]);
  });

  test('answers in the thread of the message it was chosen on', async () => {
    await story.until('Mon 20:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'When is the shoot?');
    await story.chooses('U0JONAS', 'C0NOVA', question, 'send-at-opening');
    expect(fieldOf('U0JONAS')).toContain('#nova-bikes (in a thread) *Tue 09:00*');
    expect(fieldOf('U0JONAS')).toContain('When is the shoot?');
    expect(await story.sends('U0JONAS', { text: '   ' })).toEqual({ text: 'Write what is to be sent.' });
    await story.stopBot();
    await story.startBot();
    expect(await story.sends('U0JONAS', { text: 'On <!here> Thursday & Friday.' })).toBeNull();
    await story.until('Tue 09:01');
    expect(posts()).toEqual([`${question}: On @\u200Bhere Thursday &amp; Friday.\nJonas Weber, sent at opening`]);
    expect(await story.records('C0NOVA')).toEqual(['due Tue 11:00, met Tue 09:00 (replied)']);
  });

  test('is listed, changed once whatever the windows, cancelled and brought back', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'The first wording.');
    await later('U0MIRA');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(/\*Tue 09:00\* to #nova-bikes\n> The first wording\./);
    await presses('U0MIRA', 'later-edit');
    expect(fieldOf('U0MIRA')).toContain('"initial_value":"The first wording."');
    expect(await story.sends('U0MIRA', { text: 'The second < wording.' })).toBeNull();
    // A second window that was open all the while overwrites nothing, and loses nothing.
    const { db, slack } = story.sandbox();
    const { rows } = await db.query("select subject from deadlines where rule = 'later' and state = 'pending'");
    const values = { text: { type: 'plain_text_input', value: 'The first wording once more.' } };
    const stale = formLetter({ by: 'U0MIRA', form: 'later-edit', subject: `${rows[0].subject}@1`, values });
    expect(JSON.stringify(await slack.send(stale))).toContain('changed in another window');
    await story.until('Mon 21:00');
    await later('U0MIRA');
    await presses('U0MIRA', 'later-cancel');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('*Cancelled.* It does not go to #nova-bikes.');
    await presses('U0MIRA', 'later-undo');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('*Kept.* It goes to #nova-bikes *Tue 09:00*');
    // Ruth manages: she sees that something is kept, not what it says, and can do nothing to it.
    await later('U0RUTH');
    expect(story.answer('U0RUTH', 'C0NOVA')).toContain('• Mira Aksoy: Tue 09:00 to #nova-bikes');
    expect(story.answer('U0RUTH', 'C0NOVA')).not.toContain('wording');
    await later('U0JONAS');
    expect(story.answer('U0JONAS', 'C0NOVA')).toContain('You keep nothing.');
    await story.until('Tue 08:00');
    await story.says('U0JONAS', 'C0NOVA', 'Good morning.');
    await later('U0MIRA');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('<@U0JONAS> wrote there meanwhile. It still goes');
    await story.until('Tue 09:01');
    expect(posts()).toEqual(['The second &lt; wording.\nMira Aksoy, sent at opening']);
    await presses('U0MIRA', 'later-cancel');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('not kept any more');
  });

  test('goes at once when its author says so, whatever the hour, without a nudge', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'After all, now.');
    await presses('U0MIRA', 'later-send-now');
    await story.after(1);
    expect(posts()).toEqual(['After all, now.\nMira Aksoy, through this bot']);
    expect(nudgesOf('U0MIRA')).toEqual([]);
    await later('U0MIRA', 'evenings');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('This week: nothing.');
  });

  test('too long, empty, elsewhere: nothing is kept, and the text is given back', async () => {
    await story.until('Mon 20:00');
    const long = `Rauchschwalbe ${'words and words '.repeat(250)}`;
    await later('U0MIRA', long);
    const given = story.sandbox().slack.as('U0MIRA').sees('C0NOVA').ephemerals.at(-1);
    expect(given?.text).toContain('3,000 characters at most');
    const blocks = (given?.blocks ?? []) as unknown as { text: { text: string } }[];
    const back = blocks.slice(2).map(({ text }) => text.text);
    expect(back.join(' ')).toBe(long.trim());
    await later('U0MIRA', 'Rauchschwalbe in here', 'C0NOVAINT');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/channel that you share[\s\S]*Rauchschwalbe in here/);
    await story.agree('nova', (text) => `${text}\nstatus: paused\n`);
    await later('U0MIRA', 'Rauchschwalbe later');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('paused or has ended');
    expect(await tablesWith(story.sandbox().db, 'Rauchschwalbe')).toEqual([]);
  });
});

describe('when Slack is unwell at the opening', () => {
  test.each([
    ['asks to wait', { kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 90, times: 1 }],
    [
      'takes it and does not say so',
      { kind: 'timeout-after-success', method: 'chat.postMessage', times: 1, cut: true },
    ],
  ] as const)('it %s: it is posted once, and counts from the instant at which it stands there', async (_, fault) => {
    await story.until('Mon 16:50');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send us the files?');
    await story.until('Mon 20:00');
    await later('U0MIRA', 'Here they are.');
    story.sandbox().slack.faults.add(fault);
    await story.until('Tue 09:05');
    expect(posts()).toEqual(['Here they are.\nMira Aksoy, sent at opening']);
    expect(await story.records('C0NOVA')).toEqual([expect.stringMatching(/met Tue 09:0\d(:\d\d)? \(replied\)/)]);
  });

  test('the bot is away until the evening: the message waits for the next opening', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'No hurry.');
    await story.stopBot();
    await story.until('Tue 18:30');
    await story.startBot();
    await story.after(1);
    expect(posts()).toEqual([]);
    await story.until('Wed 09:01');
    expect(posts()).toEqual(['No hurry.\nMira Aksoy, sent at opening']);
  });
});

test('in a silent trial it is posted all the same: its author stands for it, not the bot', async () => {
  await story.agree('nova', (text) => `${text}\ntrial: true\n`);
  await story.until('Mon 16:50');
  await story.says('U0ANNA', 'C0NOVA', 'Can you send us the files?');
  await story.until('Mon 20:00');
  await later('U0MIRA', 'Here they are. Great work, everybody! :tada:');
  await story.until('Tue 09:01');
  expect(posts()).toEqual(['Here they are. Great work, everybody! :tada:\nMira Aksoy, sent at opening']);
});

describe('what does not leave', () => {
  test('for the agreement is paused: it is held, and goes once it is active again', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'About the invoice.');
    await story.agree('nova', (text) => `${text}\nstatus: paused\n`);
    expect(story.headlines('U0MIRA')).toContainEqual(
      expect.stringContaining('The agreement with Nova Bikes is paused'),
    );
    await story.until('Tue 09:30');
    expect(posts()).toEqual([]);
    await story.agree('nova', (text) => text.replace('\nstatus: paused\n', ''));
    await story.after(1);
    expect(posts()).toEqual(['About the invoice.\nMira Aksoy, sent at opening']);
  });

  test('for its author works there no more: the owner is told, without the words', async () => {
    await story.until('Mon 20:00');
    await later('U0JONAS', 'Grauschnäpper for you.');
    await story.sandbox().slack.admin.changeUser('U0JONAS', { deleted: true });
    await story.until('Tue 09:01');
    await story.sandbox().slack.admin.changeUser('U0JONAS', { deleted: false });
    expect(posts()).toEqual([]);
    expect(story.notices('U0MIRA').join()).toContain('A message that Jonas Weber kept for #nova-bikes did not leave');
    expect(story.notices('U0MIRA').join()).not.toContain('Grauschnäpper');
  });

  test('for Slack refuses it: its author is told where the words are, and sends them again', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'Once more, please.');
    const mend = story
      .sandbox()
      .slack.faults.add({ kind: 'refuse', method: 'chat.postMessage', channel: 'C0NOVA', error: 'is_archived' });
    await story.until('Tue 09:01');
    mend();
    expect(story.headlines('U0MIRA')).toEqual([
      '*Your message for #nova-bikes did not leave:* the channel is archived.',
    ]);
    await later('U0MIRA');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('Once more, please.');
    await presses('U0MIRA', 'later-undo');
    await story.until('Wed 09:01');
    expect(posts()).toEqual(['Once more, please.\nMira Aksoy, sent at opening']);
  });
});

describe('the words of a kept message', () => {
  test('stand in one table only, go with their author or client, and then nothing leaves', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'Zwergtaucher for Anna');
    await later('U0JONAS', 'Haubentaucher for Anna');
    const { db, house } = { db: story.sandbox().db, house: story.sandbox().house() };
    expect(await tablesWith(db, 'Zwergtaucher')).toEqual(['public.words']);
    const kept = await house.store.kept('nova');
    const theirs = (kept?.writtenForLater ?? []).filter(({ words }) => words?.includes('taucher'));
    expect(theirs.map(({ userId, words }) => [userId, words]).sort()).toEqual([
      ['U0JONAS', 'Haubentaucher for Anna'],
      ['U0MIRA', 'Zwergtaucher for Anna'],
    ]);
    await forget(house.shell, { kind: 'person', userId: 'U0JONAS' });
    expect(await tablesWith(db, 'Haubentaucher')).toEqual([]);
    await forget(house.shell, { kind: 'client', clientId: 'nova', everything: false });
    expect(await tablesWith(db, 'Zwergtaucher')).toEqual([]);
    await story.until('Tue 09:01');
    expect(posts()).toEqual([]);
    expect(story.notices('U0MIRA').join()).toContain('its words are not kept here any more');
    expect(logged.filter((line) => /Zwergtaucher|Haubentaucher/.test(line))).toEqual([]);
  });

  test('posted, they go when other words go', async () => {
    await story.until('Mon 20:00');
    await later('U0MIRA', 'Wasseramsel for Anna');
    await story.until('Tue 09:01');
    const { rows } = await story
      .sandbox()
      .db.query("select keep_until > to_timestamp($1) as longer from words where ts like 'later-%'", [
        story.sandbox().time.clock() / 1000 + 31 * 86_400,
      ]);
    expect(rows.at(-1)).toEqual({ longer: false });
  });
});

describe('the nudge', () => {
  test('comes once an evening whoever the client is, never in hours, and ends when asked to', async () => {
    await story.until('Mon 16:30');
    await story.says('U0MIRA', 'C0NOVA', 'All done for today.');
    expect(nudgesOf('U0MIRA')).toEqual([]);
    await story.until('Mon 21:40');
    await story.says('U0MIRA', 'C0NOVA', 'One more thing.');
    await story.says('U0MIRA', 'C0NOVA', 'And another.');
    await story.says('U0MIRA', 'C0DEFNE', 'Bir şey daha.');
    await story.says('U0MIRA', 'C0NOVAINT', 'Among us.');
    expect(nudgesOf('U0MIRA')).toEqual(['Mon 21:40 nudge']);
    expect(story.notices('U0MIRA').join()).toContain('The next one can go by itself Tue 09:00');
    await presses('U0MIRA', 'send-at-opening', botUserId);
    expect(await story.sends('U0MIRA', { text: 'Like so.' })).toBeNull();
    await story.until('Tue 21:00');
    expect(posts()).toEqual(['Like so.\nMira Aksoy, sent at opening']);
    await story.says('U0MIRA', 'C0NOVA', 'Late again.');
    expect(nudgesOf('U0MIRA')).toEqual(['Mon 21:40 nudge', 'Tue 21:00 nudge']);
    await presses('U0MIRA', 'nudges-off', botUserId);
    await story.after(1);
    expect(story.notices('U0MIRA').at(-1)).toContain('You will not be told this again.');
    await story.until('Wed 21:00');
    await story.says('U0MIRA', 'C0NOVA', 'And again.');
    expect(nudgesOf('U0MIRA')).toHaveLength(2);
    await later('U0MIRA', 'nudges on');
    await story.until('Thu 21:00');
    await story.says('U0MIRA', 'C0NOVA', 'And once more.');
    expect(nudgesOf('U0MIRA')).toHaveLength(3);
    await later('U0MIRA', 'evenings');
    expect(story.answer('U0MIRA', 'C0NOVA')).toMatch(
      /This week: 6 messages\. Last week: nothing\.[\s\S]*\(Europe\/Berlin\)/,
    );
    expect(story.answer('U0MIRA', 'C0NOVA')).not.toContain('together');
    await later('U0RUTH', 'evenings');
    expect(story.answer('U0RUTH', 'C0NOVA')).toMatch(/This week: nothing[\s\S]*together:\* this week 6 messages/);
    expect(story.answer('U0RUTH', 'C0NOVA')).not.toContain('Mira');
  });

  test('counts hours on the person’s own clock, and not what is answered around the clock', async () => {
    // Half past five in Berlin is half past six in Istanbul.
    await story.until('Mon 17:30');
    await story.says('U0MIRA', 'C0DEFNE', 'Berlin’den selamlar.');
    await story.says('U0ELIF', 'C0DEFNE', 'İstanbul’dan selamlar.');
    expect(nudgesOf('U0MIRA')).toEqual([]);
    expect(nudgesOf('U0ELIF')).toEqual(['Mon 17:30 nudge']);
    expect(story.notices('U0ELIF').join()).toContain('mesai saatleriniz dışında yazdınız.');
    await story.agree('nova', (text) => `${text}\nresponseWindow:\n  hours: roundTheClock\n`);
    await story.until('Mon 22:00');
    await story.says('U0ANNA', 'C0NOVA', 'The site is down, can you help?');
    await story.says('U0MIRA', 'C0NOVA', 'On it.');
    expect(nudgesOf('U0MIRA')).toEqual([]);
  });
});
