/** Asking the bot itself: `/rules`, direct messages, mentions, and inviting it. Answered in private, never with silence. */
import { describe, expect, test } from 'vitest';
import { gateHolds, shownToClients } from '../support/gate.ts';
import { commandLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const person = (who: string) => story.sandbox().slack.as(who);
const direct = (who: string) => person(who).sees('U0RULES').messages.at(-1)?.text ?? '';
const commands = async (who: string, channel: string, line: string) => {
  await story.commands(who, channel, line);
  return story.answer(who, channel);
};

/** Opens the messages tab, without which Slack has no direct conversation with the bot. */
const opens = (...people: string[]) => Promise.all(people.map((who) => person(who).openHome('messages')));

/** In how many rows of any table a text stands. */
async function rowsWith(text: string): Promise<string[]> {
  const { db } = story.sandbox();
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const { rowCount } = await db.query(`select 1 from ${name} as t where t::text like $1`, [`%${text}%`]);
      return (rowCount ?? 0) > 0 ? [name] : [];
    }),
  );
  return found.flat();
}

const usage = /`\/rules status`.*`\/rules why LINK`.*`\/rules help`/s;
const forClients = /^This is a bot of Harbour Studio\./;

describe('/rules', () => {
  test.each(['/rules', '/rules help', '/rules HELP', '/rules  help me'])(
    '%s tells in short what there is',
    async (line) => {
      const help = await commands('U0MIRA', 'C0NOVA', line);
      expect(help).toMatch(/^This bot keeps what you agreed/);
      expect(help).toMatch(usage);
    },
  );

  test.each(['/rules stats', '/rules 42', '/rules 🤷', '/rules statusse bitte'])(
    '%s, which nobody knows, gets usage',
    async (line) => {
      const answer = await commands('U0MIRA', 'C0NOVA', line);
      expect(answer).toMatch(/^That is not something this bot can do\. Here is what it can:\n/);
      expect(answer).toMatch(usage);
    },
  );

  test('speaks the asker’s language', async () => {
    expect(await commands('U0ELIF', 'C0DEFNE', '/rules')).toMatch(/^Bu bot/);
  });

  test('in a direct message, a client’s channel, the internal one, or one that nobody assigned: the same, for the asker only', async () => {
    await opens('U0MIRA');
    for (const [who, channel] of [
      ['U0MIRA', 'U0RULES'],
      ['U0MIRA', 'C0NOVA'],
      ['U0MIRA', 'C0NOVAINT'],
      ['U0ADMIN', 'C0OPS'],
    ] as const) {
      expect(await commands(who, channel, '/rules status')).toBe('Nothing is waiting for an answer.');
    }
    expect(person('U0RUTH').sees('C0NOVA').ephemerals).toEqual([]);
  });
});

describe('/rules status', () => {
  test('lists what waits by due time, of the clients somebody serves; managers and admins see all', async () => {
    await opens('U0MIRA', 'U0RUTH', 'U0ADMIN', 'U0JONAS');
    await story.begin();
    await story.until('Mon 09:00');
    const nova = await story.says('U0ANNA', 'C0NOVA', 'When can we see the *new* banner?');
    await story.until('Mon 09:05');
    await story.says('U0DENIZ', 'C0DEFNE', 'Menü ne zaman hazır olur?');
    await story.until('Mon 15:30');
    await story.says('U0SAM', 'C0ORCHARD', 'Could you review the contract page?');
    await story.until('Mon 16:00');
    await story.reacts('U0JONAS', 'C0NOVA', nova, 'eyes');
    const clientsOf = (text: string) => text.split('\n').flatMap((line) => /^(\w+) \w+, /.exec(line)?.[1] ?? []);
    for (const who of ['U0MIRA', 'U0RUTH', 'U0ADMIN']) {
      const status = await commands(who, 'U0RULES', '/rules status');
      expect(clientsOf(status)).toEqual(['Nova', 'Defne', 'Orchard']);
    }
    expect(clientsOf(await commands('U0JONAS', 'U0RULES', '/rules status'))).toEqual(['Nova', 'Orchard']);
    const elif = await commands('U0ELIF', 'C0DEFNE', '/rules STATUS');
    expect(elif).toContain('Defne Kahve, Deniz Arslan: ');
    expect(elif).not.toMatch(/Nova|Orchard/);
    const jonas = (await commands('U0JONAS', 'U0RULES', '/rules status')).split('\n');
    const link = `https://harbourstudio.slack.com/archives/C0NOVA/p${nova.replace('.', '')}`;
    expect(jonas).toEqual([
      '2 questions wait for an answer.',
      `Nova Bikes, Anna Novak: was due today 11:00 · waited 7 h of open time · Jonas Weber is on it · <${link}|Open in Slack>`,
      '> When can we see the *new* banner?',
      expect.stringMatching(/^Orchard Legal, Sam Whitfield: due today 19:30 · waited 30 min of open time · </),
      '> Could you review the contract page?',
    ]);
  });

  test('says so to staff who serve nobody, and shows guests and people of other companies nothing of staff’s', async () => {
    await story.sandbox().slack.admin.addUser({ id: 'U0NEWBIE', name: 'kim', real_name: 'Kim Park' });
    await story.sandbox().slack.admin.enter('C0OPS', 'U0NEWBIE');
    expect(await commands('U0NEWBIE', 'C0OPS', '/rules status')).toBe(
      'You are not named in any client’s agreement, so there is nothing to show.',
    );
    for (const line of ['/rules', '/rules help', '/rules status', '/rules why', '/rules nonsense']) {
      expect(await commands('U0SAM', 'C0ORCHARD', line)).toMatch(forClients);
    }
    // Slack itself has no commands for people of other companies; somebody who forges one is told no more.
    await story.sandbox().slack.send(commandLetter({ by: 'U0ANNA', channel: 'C0NOVA', words: 'status' }));
    expect(shownToClients(story.sandbox()).join('\n')).not.toMatch(/waits|waiting|banner|contract/);
  });

  test('somebody of ours whom the agreement names among the client’s people reads as a client', async () => {
    await story.begin();
    const { slack } = story.sandbox();
    await slack.admin.addUser({ id: 'U0LENT', name: 'lee', real_name: 'Lee Stone' });
    await slack.admin.enter('C0NOVA', 'U0LENT');
    await story.agree('nova', (text) =>
      text.replace('    - U0BEN Ben Castellan', '    - U0BEN Ben Castellan\n    - U0LENT Lee Stone'),
    );
    for (const line of ['/rules', '/rules status'])
      expect(await commands('U0LENT', 'C0NOVA', line)).toMatch(forClients);
  });
});

describe('/rules why', () => {
  test('explains the message behind a link, wherever it is asked', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    const link = `https://harbourstudio.slack.com/archives/C0NOVA/p${ts.replace('.', '')}`;
    for (const channel of ['U0RULES', 'C0NOVAINT']) {
      expect(await commands('U0MIRA', channel, `/rules why ${link}`)).toMatch(
        /^Read as needing a reply: it asks something\./,
      );
    }
    expect(await commands('U0MIRA', 'C0NOVAINT', `/rules why <${link}>`)).toContain('due today 11:00');
    expect(await commands('U0ELIF', 'C0DEFNE', `/rules why ${link}`)).not.toMatch(/11:00|asks/);
  });

  test('without a link says how, and of what it does not know says that', async () => {
    expect(await commands('U0MIRA', 'C0NOVA', '/rules why')).toMatch(/^Which message\?/);
    expect(await commands('U0MIRA', 'C0NOVA', '/rules why not?')).toMatch(/^Which message\?/);
    for (const link of ['C0NOVA/p1500000000000100', 'C0NOWHERE/p1500000000000100', 'C0OPS/p1500000000000100']) {
      const answer = await commands('U0MIRA', 'C0NOVA', `/rules why https://harbourstudio.slack.com/archives/${link}`);
      expect(answer).toMatch(/^This message is not known here/);
    }
  });
});

describe('written to, or mentioned', () => {
  test.each(['hello', 'status please', '?', '/rules', ''])('a direct message “%s” gets short help', async (text) => {
    const files = text === '' ? { files: ['plan.pdf'] } : {};
    await person('U0JONAS').dm('U0RULES', text, files);
    await story.after(1);
    expect(direct('U0JONAS')).toMatch(usage);
  });

  test('a mention in a channel is answered in private, at the top and in a thread, and every time', async () => {
    const before = person('U0MIRA').sees('U0RULES').messages.length;
    const root = await story.says('U0MIRA', 'C0NOVA', '<@U0RULES> what can you do?');
    await story.after(1);
    await story.says('U0MIRA', 'C0NOVA', 'And again <@U0RULES>', { thread: root });
    await story.after(1);
    await story.says('U0MIRA', 'C0NOVAINT', '<@U0RULES>');
    await story.after(1);
    expect(
      person('U0MIRA')
        .sees('U0RULES')
        .messages.slice(before)
        .map(({ text }) => text),
    ).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(usage)));
  });

  test('clients are told whose bot it is, in words for them, in their language', async () => {
    await story.says('U0ANNA', 'C0NOVA', '<@U0RULES> hi');
    expect(direct('U0ANNA')).toMatch(forClients);
    await person('U0SAM').dm('U0RULES', 'Is anybody there?');
    await story.after(1);
    expect(direct('U0SAM')).toMatch(forClients);
    await person('U0DENIZ').dm('U0RULES', 'Merhaba');
    await story.after(1);
    expect(direct('U0DENIZ')).toMatch(/^Bu, Harbour Studio ekibinin kullandığı bir bot\./);
  });

  test('a client’s question to the bot in the channel is heard as a question all the same', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', '<@U0RULES> when do we get the new banner?');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 10:30']);
    expect(direct('U0ANNA')).toMatch(forClients);
  });

  test('what is written to the bot is kept nowhere, and bots are not answered', async () => {
    await person('U0JONAS').dm('U0RULES', 'heliotrope 4711');
    await story.after(1);
    expect(await rowsWith('heliotrope')).toEqual([]);
    await story
      .sandbox()
      .slack.admin.addUser({ id: 'U0OTHERBOT', name: 'otherbot', is_bot: true, bot_id: 'B0OTHER', app_id: 'A0OTHER' });
    await story.sandbox().slack.admin.enter('C0NOVAINT', 'U0OTHERBOT');
    const calls = () =>
      story
        .sandbox()
        .slack.calls()
        .filter(({ method }) => method === 'chat.postMessage').length;
    const before = calls();
    await story.says('U0OTHERBOT', 'C0NOVAINT', '<@U0RULES> ping');
    await story.after(1);
    expect(calls()).toBe(before);
  });
});

describe('invited where nothing was agreed', () => {
  test('the inviter is told once what to do, and nothing of the channel is kept', async () => {
    const { slack, walk } = story.sandbox();
    await slack.admin.addChannel({ id: 'C0NEW', name: 'new-client', members: ['U0MIRA', 'U0RUTH', 'U0SAM'] });
    await person('U0MIRA').invite('C0NEW', 'U0RULES');
    await story.after(1);
    const messages = () =>
      person('U0MIRA')
        .sees('U0RULES')
        .messages.map(({ text }) => text);
    const told = () => messages().filter((text) => text.includes('invitation'));
    expect(told()).toEqual([
      expect.stringMatching(
        /^Thanks for the invitation to #new-client\. .*`C0NEW` under `channels:`.*`groundrules apply FILE`/,
      ),
    ]);
    await story.says('U0SAM', 'C0NEW', 'amaranth 4711, can you help?');
    const ts = await story.says('U0MIRA', 'C0NEW', 'amaranth of course');
    await story.edits('U0MIRA', 'C0NEW', ts, 'amaranth of course!');
    await story.reacts('U0RUTH', 'C0NEW', ts, 'eyes');
    await story.deletes('U0MIRA', 'C0NEW', ts);
    expect(await rowsWith('amaranth')).toEqual([]);
    const { rows } = await story
      .sandbox()
      .db.query(`select 1 from messages m join channels c on c.id = m.channel_id where c.slack_channel_id = 'C0NEW'`);
    expect(rows).toEqual([]);
    await person('U0MIRA').remove('C0NEW', 'U0RULES');
    await person('U0MIRA').invite('C0NEW', 'U0RULES');
    await walk.rest();
    await story.until('Fri 12:00');
    expect(told()).toHaveLength(1);
  });

  test('a client who invites it is told in a client’s words; in a channel with an agreement nobody is told anything', async () => {
    const { slack, walk } = story.sandbox();
    await slack.admin.addChannel({ id: 'C0GUESTS', name: 'guests', members: ['U0SAM', 'U0JONAS'] });
    await person('U0SAM').invite('C0GUESTS', 'U0RULES');
    await story.after(1);
    expect(direct('U0SAM')).toMatch(/^Thanks for the invitation\. Nothing has been agreed for this channel yet/);
    const before = direct('U0JONAS');
    await person('U0JONAS').remove('C0ORCHARD', 'U0RULES');
    await person('U0JONAS').invite('C0ORCHARD', 'U0RULES');
    await walk.rest();
    await story.after(1);
    expect(direct('U0JONAS')).toBe(before);
  });
});

gateHolds(story.sandbox);
