import { beforeEach, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import type { Correction } from '../../src/engine/correction.ts';
import type { Effect } from '../../src/engine/effect.ts';
import type { AskedWork, Event, Opinion } from '../../src/engine/event.ts';
import { tsOfInstant } from '../../src/engine/incoming.ts';
import type { Adjudicator, DoubtfulMessage } from '../../src/engine/ports.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { eventLetter } from '../support/letters.ts';
import { anna, channel, mira } from '../support/nova.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const unread = 'C0ORCHARD';
const film = 'Could you film a short video of the new bell for us?';

/** `teach in blog TS`, `unteach TS`, `doubt TS`. */
function told(channelId: string, words: string): Effect[] {
  const [word, ...rest] = words.split(' ');
  if (word === 'unteach') return [{ kind: 'unteach', channelId, ts: rest[0] ?? '' }];
  if (word === 'doubt') return [{ kind: 'adjudicate', channelId, ts: rest[0] ?? '' }];
  const [verdict, item, messageTs = ''] = rest as [Correction['verdict'], string, string];
  const itemId = item === '-' ? null : item;
  return [{ kind: 'teach', correction: { channelId, messageTs, itemId, verdict } }];
}

const heard: Event[] = [];
const listener: Rule = {
  name: 'listener',
  config: null,
  triggers: [
    { on: 'MessagePosted' },
    { on: 'MessageEdited' },
    { on: 'ShortcutUsed', shortcut: 'track', who: 'anyone' },
    { on: 'Adjudicated' },
    { on: 'CommandGiven', word: 'doubt', who: 'staff' },
    { on: 'CommandGiven', word: 'teach', who: 'staff' },
    { on: 'CommandGiven', word: 'unteach', who: 'staff' },
  ],
  load: () => Promise.resolve(null),
  decide: ({ event }) => {
    if (event.kind !== 'CommandGiven') heard.push(event);
    if (event.kind !== 'CommandGiven' || event.channelId === null) return [];
    return [{ reason: { name: 'told', data: {} }, subject: null, effects: told(event.channelId, event.words) }];
  },
  views: [],
};

/** What another reader was asked about, and what it says. */
const reader = { asked: [] as DoubtfulMessage[], opinion: null as Opinion | null };
const adjudicator: Adjudicator = {
  ask: async (message) => {
    reader.asked.push(message);
    return reader.opinion;
  },
};

const story = tellStories('2026-11-23', { rules: [listener], adjudicator });
beforeEach(async () => {
  await story.begin();
  heard.length = 0;
  reader.asked.length = 0;
});

/** What the events of this test said was asked for: `flag out video`. */
function asked(): (string[] | null)[] {
  return heard.map((event) => spell('asked' in event ? (event.asked ?? null) : null));
}

function spell(work: AskedWork | null): string[] | null {
  return work?.things.map(({ verdict, scope, itemId }) => `${verdict} ${scope} ${itemId}`) ?? null;
}

const tell = async (words: string) => {
  await story.commands(mira, channel, `/rules ${words}`);
};

const slack = () => story.sandbox().slack;

const taught = async (clientId = 'nova') => {
  const kept = (await story.sandbox().house().store.kept(clientId))?.corrections ?? [];
  return kept.map(({ verdict, itemId, words, by }) => `${by}: ${verdict} ${itemId}: ${words}`);
};

const canary = (word: string) => tablesWith(story.sandbox().db, word);

test('what a client asks for is read as it arrives, thing by thing, and again when it is edited', async () => {
  const ts = await story.says(anna, channel, film);
  expect(asked()).toEqual([['flag out video']]);
  await story.edits(anna, channel, ts, 'Could you write a blog article about the new bell?');
  await story.edits(anna, channel, ts, 'Thanks, all is well.');
  expect(asked()).toEqual([['flag out video'], ['none in blog'], null]);
});

test('an older wording that is heard late brings nothing back: the newest is what is asked for', async () => {
  const { slack } = story.sandbox();
  const ts = tsOfInstant(story.sandbox().time.clock());
  const said = { type: 'message', user: anna, ts, channel, channel_type: 'channel' };
  const edited = { user: anna, ts: tsOfInstant(story.sandbox().time.clock() + 60_000) };
  const newest = { ...said, text: 'Could you write a blog article about the new bell?', edited };
  const change = { type: 'message', subtype: 'message_changed', channel, event_ts: edited.ts, message: newest };
  await slack.send(eventLetter(change, 'Ev0LATE1'));
  await story.sandbox().walk.rest();
  await slack.send(eventLetter({ ...said, text: film }, 'Ev0LATE2'));
  await story.after(2);
  expect(heard.map(({ kind }) => kind)).toEqual(['MessageEdited', 'MessagePosted']);
  expect(asked()).toEqual([['none in blog'], ['none in blog']]);
});

test('nothing is read in what staff write, nor where there is no list', async () => {
  await story.says(mira, channel, film);
  await story.says('U0SAM', unread, film);
  expect(asked()).toEqual([null, null]);
});

test('whoever points at a message has it read as it stands, whoever wrote it', async () => {
  const ts = await story.says(mira, channel, 'Trauerschnäpper: could you film a short video?');
  heard.length = 0;
  await story.chooses(mira, channel, ts, 'track');
  expect(asked()).toEqual([['flag out video']]);
  expect(await canary('Trauerschnäpper')).toEqual([]);
});

test('what staff say of a message is how the next one like it is read, for this client only, until they take it back', async () => {
  const ts = await story.says(anna, channel, `${film} Zaunkönig`);
  await tell(`teach in blog ${ts}`);
  await story.says(anna, channel, film);
  expect(heard.at(-1)).toMatchObject({ asked: { things: [{ verdict: 'none', itemId: 'blog', isCorrected: true }] } });
  expect(await taught()).toEqual([`U0MIRA: in blog: ${film} Zaunkönig`]);
  await story.says('U0DENIZ', 'C0DEFNE', 'Bülten hazırlar mısınız?');
  await tell(`teach none - ${ts}`);
  await story.says(anna, channel, film);
  expect(await taught()).toEqual([`U0MIRA: none null: ${film} Zaunkönig`]);
  await tell(`unteach ${ts}`);
  await story.says(anna, channel, film);
  expect(asked()).toEqual([['flag out video'], ['none in blog'], ['flag out newsletter'], null, ['flag out video']]);
  expect(await taught()).toEqual([]);
  await story.deletes(anna, channel, ts);
  expect(await canary('Zaunkönig')).toEqual([]);
});

test('a message of another client is not to be taught by its id', async () => {
  const ts = await story.says('U0DENIZ', 'C0DEFNE', 'Bülten hazırlar mısınız?');
  await tell(`teach in video ${ts}`);
  expect([await taught(), await taught('defne')]).toEqual([[], []]);
});

test.each(['deleted', 'edited'])('an example goes at once with the wording it was taken from: %s', async (how) => {
  const ts = await story.says(anna, channel, `${film} Goldammer`);
  await tell(`teach in blog ${ts}`);
  expect(await canary('Goldammer')).toEqual(['public.words']);
  if (how === 'deleted') await story.deletes(anna, channel, ts);
  else await story.edits(anna, channel, ts, 'Could you send us the invoice?');
  expect(await canary('Goldammer')).toEqual([]);
  expect(await taught()).toEqual([]);
  await story.says(anna, channel, film);
  expect(asked().at(-1)).toEqual(['flag out video']);
});

test.each([
  { kind: 'person', userId: anna },
  { kind: 'client', clientId: 'nova', everything: false },
] as const)('an example is forgotten on request with its $kind', async (whom) => {
  const ts = await story.says(anna, channel, `${film} Rohrsänger`);
  await tell(`teach out video ${ts}`);
  // Its own words have gone, as they do after a month; the example stays.
  await story.sandbox().db.query('delete from words where ts = $1', [ts]);
  expect(await taught()).toHaveLength(1);
  await tell(`teach in blog ${ts}`);
  expect(await taught()).toEqual([`U0MIRA: in blog: ${film} Rohrsänger`]);
  expect((await forget(story.sandbox().house().shell, whom))?.words).toBeGreaterThan(0);
  expect(await canary('Rohrsänger')).toEqual([]);
  expect(await taught()).toEqual([]);
});

test('nothing is learnt where the words are gone, nor where the agreement keeps no examples', async () => {
  const gone = await story.says(anna, channel, film);
  await story.sandbox().db.query('delete from words where ts = $1', [gone]);
  await tell(`teach in blog ${gone}`);
  await story.agree('nova', (text) => text.replace(/^scope:$/m, 'scope:\n  keepExamples: 0 days'));
  await tell(`teach in blog ${await story.says(anna, channel, film)}`);
  expect(await taught()).toEqual([]);
});

describe('another reader', () => {
  const opinions = () => heard.flatMap((event) => (event.kind === 'Adjudicated' ? [event.opinion] : []));
  const letLeave = () => story.agree('nova', (text) => text.replace(/^scope:$/m, 'scope:\n  adjudicate: true'));

  test('is asked about one message with its list, and what it says comes back as an event', async () => {
    await letLeave();
    reader.opinion = { verdict: 'out', itemId: 'video' };
    const ts = await story.says(anna, channel, film);
    await tell(`doubt ${ts}`);
    expect(opinions()).toEqual([reader.opinion]);
    expect(heard.at(-1)).toMatchObject({ message: { ts, threadTs: null }, clientId: 'nova', actor: null });
    expect(reader.asked).toMatchObject([{ text: film }]);
    expect(reader.asked[0]?.items.map(({ id }) => id)).toContain('video');
    await story.edits(anna, channel, ts, `${film} And cut it?`);
    await tell(`doubt ${ts}`);
    expect(reader.asked.map(({ text }) => text)).toEqual([film, `${film} And cut it?`]);
  });

  test('is not asked where the agreement does not let words leave, nor once they are gone; the event comes all the same', async () => {
    const ts = await story.says(anna, channel, film);
    await tell(`doubt ${ts}`);
    await letLeave();
    const gone = await story.says(anna, channel, film);
    await story.sandbox().db.query('delete from words where ts = $1', [gone]);
    await tell(`doubt ${gone}`);
    expect(opinions()).toEqual([null, null]);
    expect(reader.asked).toEqual([]);
  });

  test('is asked by the sweep where nobody was woken, and of a message that was deleted meanwhile nobody hears', async () => {
    await letLeave();
    reader.opinion = { verdict: 'none', itemId: null };
    const { shell } = story.sandbox().house();
    const wake = shell.doorbell.wake;
    shell.doorbell.wake = () => Promise.reject(new Error('The queue is gone.'));
    try {
      const [ts, gone] = [await story.says(anna, channel, film), await story.says(anna, channel, `${film} Please`)];
      await tell(`doubt ${ts}`);
      await tell(`doubt ${gone}`);
      await story.deletes(anna, channel, gone);
      expect(opinions()).toEqual([]);
      await story.after(1);
      expect(opinions()).toEqual([reader.opinion]);
    } finally {
      shell.doorbell.wake = wake;
    }
  });

  test('spares staff a question, or answers it; without an answer they are asked as ever, and the client sees nothing', async () => {
    await letLeave();
    await slack().as(mira).openHome('messages');
    const unsure = 'Could you also paint our office?';
    const flags = () => {
      const { messages } = slack().as(mira).sees(botUserId);
      const keys = messages.map(({ metadata }) => String(metadata?.event_payload.key));
      return messages.filter((_, at) => keys[at]?.startsWith('flags:')).map(({ text }) => text.split('\n')[0]);
    };
    const before = flags().length;
    for (const opinion of [{ verdict: 'in', itemId: 'blog' }, { verdict: 'out', itemId: 'video' }, null] as const) {
      reader.opinion = opinion;
      await story.until('Mon 10:00');
      await story.says(anna, channel, unsure, { thread: await story.says(mira, channel, 'Next.') });
      await story.after(1);
    }
    expect(reader.asked.map(({ text }) => text)).toEqual([unsure, unsure, unsure]);
    expect(flags().slice(before)).toEqual([
      '*Nova Bikes asks for something that is not part of the agreement*',
      '*Nova Bikes asks for something. Is it part of the agreement?*',
    ]);
  });
});
