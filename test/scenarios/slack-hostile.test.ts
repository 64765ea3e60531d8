/** Hostile words, names and payloads: nobody is pinged, no block breaks, nothing is lost, and nothing is recorded twice. */
import { describe, expect, test } from 'vitest';
import type { Letter } from '../../src/sandbox/slack/wire.ts';
import { gateHolds } from '../support/gate.ts';
import { commandLetter, eventLetter, formLetter, pressLetter, shortcutLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const send = (letter: Letter) => story.sandbox().slack.send(letter);
const refused = () =>
  story
    .sandbox()
    .slack.calls()
    .filter(({ error }) => error !== null);

/** Everything the bot says to somebody: texts of messages, and of the blocks in them. */
function shown(who: string): string[] {
  const { messages, ephemerals } = story.sandbox().slack.as(who).sees('U0RULES');
  return [...messages, ...ephemerals]
    .filter(({ user }) => user === 'U0RULES')
    .flatMap(({ text, blocks }) => [text, ...mrkdwnIn(blocks)]);
}

function mrkdwnIn(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(mrkdwnIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const { type, text, ...rest } = blocks as Record<string, unknown>;
  return type === 'mrkdwn' && typeof text === 'string' ? [text] : mrkdwnIn([text, ...Object.values(rest)]);
}

/** Asserts that nothing in it is markup from outside: the only angle brackets are our own links and quotes. */
function expectHarmless(texts: string[]): void {
  expect(texts).not.toEqual([]);
  for (const text of texts) {
    const links = /<https:\/\/harbourstudio\.slack\.com\/archives\/\w+\/p\d+\|[^<>|]+>/g;
    // Whoever has no name that can be read is named by Slack, which pings nobody where they do not read.
    const rest = text
      .replaceAll(links, '')
      .replaceAll(/^<@U0ANNA> of /gm, '')
      .replaceAll(', <@U0ANNA>: ', '');
    expect(rest).not.toMatch(/<|(?<!^|\n)>/);
    expect(rest).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\uFEFF]|`{3}/);
    expect(rest).not.toMatch(/@(channel|here|everyone)/);
  }
}

const hostileWords: [string, string][] = [
  [
    'calls to everybody',
    'When? <!channel> <!here> <!everyone|x> <@U0RUTH> <#C0OPS|ops> <!subteam^S1|@all> @channel @here',
  ],
  ['formatting', 'Is it *bold* _slanted_ ~gone~ `code` ```a\nblock``` > quoted\n>>> all of it?\n• one'],
  [
    'a link that lies',
    'Can you open <https://evil.example/?a=1&b=2|https://harbourstudio.slack.com> and <javascript:alert(1)|this>?',
  ],
  ['brackets of its own', 'Is 1 < 2 & 3 > 2? &lt;!channel&gt; &amp;lt;b&amp;gt; <<!channel>>'],
  [
    'hidden and turned characters',
    'Wh\u200Ben \u202Egnippihs\u202C si\u2066 t\u2069hat?\uFEFF \u200F\u061C\u0000\u0007',
  ],
  ['halves of characters, and none', 'When is \uD800 it \uDC00\uD800 ready\u0000?'],
  ['forty thousand characters', `When? ${'<!channel> *x* & '.repeat(2352)}`.slice(0, 40_000)],
  ['one word without end', `${'A'.repeat(9_000)}?`],
  ['emoji and marks', `${'👩‍👩‍👧‍👦'.repeat(900)} n${'\u0301'.repeat(3000)}?`],
  ['hundreds of lines', `${'line\n'.repeat(700)}when?`],
];

describe('words', () => {
  test.each(hostileWords)('%s: everybody is told, nobody is pinged, no block breaks', async (_what, words) => {
    await story.begin();
    const before = refused().length;
    await story.until('Mon 09:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', words);
    await story.until('Mon 11:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules status');
    await story.presses('U0MIRA', 'change');
    expect(story.sandbox().slack.as('U0MIRA').form()).not.toBeNull();
    await story.sandbox().slack.as('U0MIRA').closeView();
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'why');
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    await story.after(1);
    expect(story.headlines('U0RUTH')).toEqual([
      'Mira Aksoy answered today 11:00, in time. It was in time after all: the answer only reached us late. Nothing is held against anybody.',
    ]);
    expect(refused().slice(before)).toEqual([]);
    expectHarmless([...shown('U0MIRA'), ...shown('U0RUTH'), story.answer('U0MIRA', 'C0NOVAINT')]);
  });
});

describe('names', () => {
  test.each([
    '<!channel> & <@U0RUTH>',
    '\u200B\u2060',
    'Anna\u0000\uD800',
    '*Bold* _Bobby_ ~x~ `Tables`',
    'Ann\u202Ean\u200B\u2066 @channel',
    'Wolfeschlegelsteinhausenberger'.repeat(4),
    'two\nlines\tand more',
  ])('a client named as %j is named harmlessly', async (name) => {
    await story.begin();
    const { slack } = story.sandbox();
    await slack.admin.changeUser('U0ANNA', { real_name: name, display_name: name });
    const before = refused().length;
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When is the contract page ready?');
    await story.until('Mon 11:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach']);
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules status');
    const texts = [...shown('U0MIRA'), story.answer('U0MIRA', 'C0NOVAINT')];
    expectHarmless(texts);
    for (const text of texts) expect(text).not.toMatch(/\*Bold\*|_Bobby_|~x~|`Tables`/);
    expect(story.notices('U0MIRA').map((text) => text.split('\n').length)).toEqual([5, 5]);
    expect(refused().slice(before)).toEqual([]);
  });

  test('a client company named like a call to everybody calls nobody', async () => {
    await story.begin();
    await story.agree('nova', (text) => text.replace('name: Nova Bikes', 'name: "<!channel> *Nova* & `Co`"'));
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see it?');
    await story.until('Mon 11:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expectHarmless(shown('U0RUTH'));
  });
});

describe('payloads', () => {
  const message = { type: 'message', channel: 'C0NOVA', channel_type: 'channel', user: 'U0ANNA' };
  const odd: [string, Letter, number][] = [
    ['no JSON', { body: '{"type":"event_callback",', contentType: 'application/json' }, 400],
    ['null', { body: 'null', contentType: 'application/json' }, 400],
    ['a list', { body: '[]', contentType: 'application/json' }, 200],
    ['nothing at all', { body: '', contentType: 'application/json' }, 400],
    ['an empty form', { body: '', contentType: 'application/x-www-form-urlencoded' }, 200],
    ['a form whose payload is no JSON', { body: 'payload=%7B', contentType: 'application/x-www-form-urlencoded' }, 400],
    ['an event without its fields', eventLetter({ ...message }, 'Ev0ODD1'), 200],
    [
      'an event whose fields are of other kinds',
      eventLetter({ ...message, ts: 5, text: { a: 1 }, user: ['U'] }, 'Ev0ODD2'),
      200,
    ],
    ['an event of a type that nobody knows', eventLetter({ type: 'moon_landing', moon: 1 }, 'Ev0ODD3'), 200],
    ['a type that is everybody’s', eventLetter({ type: '__proto__' }, 'Ev0ODD4'), 200],
    [
      'a press without an action',
      {
        ...pressLetter({ by: 'U0MIRA', channel: 'C0NOVA', action: 'taken', value: '' }),
        body: 'payload=%7B%22type%22%3A%22block_actions%22%7D',
      },
      200,
    ],
    [
      'a shortcut that nobody offers',
      shortcutLetter({ by: 'U0MIRA', channel: 'C0NOVA', ts: '1.000001', shortcut: 'constructor' }),
      200,
    ],
    ['a form that nobody offers', formLetter({ by: 'U0MIRA', form: 'toString', subject: '', values: {} }), 200],
    [
      'a form about nothing',
      formLetter({ by: 'U0MIRA', form: 'change', subject: "'; drop table messages; --", values: {} }),
      200,
    ],
    ['a command with a novel', commandLetter({ by: 'U0MIRA', channel: 'C0NOVA', words: 'why '.repeat(20_000) }), 200],
    [
      'a body beyond all bounds',
      { body: JSON.stringify({ type: 'event_callback', x: 'y'.repeat(1_100_000) }), contentType: 'application/json' },
      413,
    ],
    [
      'nesting without end',
      {
        body: `{"type":"event_callback","event":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
        contentType: 'application/json',
      },
      200,
    ],
  ];

  test.each(odd)('%s gets a clear answer, and life goes on', async (_what, letter, status) => {
    expect(await send(letter)).toMatchObject({ kind: 'answered', status });
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules help');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toMatch(/^This bot keeps/);
  });

  test.each([
    ['with another secret', { secret: 'not-the-secret' }],
    ['with no signature', { headers: { 'x-slack-signature': '' } }],
    ['with a signature of something else', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
    ['six minutes ago', { secondsOff: -360 }],
    ['six minutes ahead', { secondsOff: 360 }],
    ['with no time', { headers: { 'x-slack-request-timestamp': '' } }],
    ['with a time that is none', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ])('signed %s, neither event nor press nor command is taken', async (_how, forged) => {
    await story.begin();
    await story.until('Mon 09:00');
    const { clock } = story.sandbox().time;
    const event = {
      ...message,
      text: 'When do we get the forged banner?',
      ts: `${clock() / 1000}.000900`,
      event_ts: `${clock() / 1000}.000900`,
    };
    const letters = [
      eventLetter(event, 'Ev0FORGED'),
      pressLetter({ by: 'U0MIRA', channel: 'C0NOVA', action: 'taken', value: 'x:1.000001' }),
      commandLetter({ by: 'U0MIRA', channel: 'C0NOVA', words: 'status' }),
    ];
    for (const letter of letters) {
      const answer = await send({ ...letter, ...forged });
      expect(answer).toMatchObject({ kind: 'answered', status: 401 });
    }
    await story.sandbox().walk.rest();
    expect(await story.records('C0NOVA')).toEqual([]);
  });

  test('one event sent eight times under one id, and again under others, is one question', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    const ts = `${story.sandbox().time.clock() / 1000}.000700`;
    const event = { ...message, text: 'When do we get the banner?', ts, event_ts: ts };
    await Promise.all(Array.from({ length: 8 }, () => send(eventLetter(event, 'Ev0SAME'))));
    await Promise.all(['Ev0OTHER1', 'Ev0OTHER2'].map((id) => send(eventLetter(event, id))));
    await story.until('Mon 10:30');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 11:00']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning']);
  });

  test('a trigger sent again is not asked again: what it was answered it was answered', async () => {
    const letter = commandLetter({ by: 'U0MIRA', channel: 'C0NOVAINT', words: 'help', trigger: 'replayed.1' });
    const answers = [await send(letter), await send(letter), await send(letter)];
    expect(answers).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ status: 200 })));
    expect(answers.filter((one) => one.kind === 'answered' && one.body !== '')).toHaveLength(1);
  });
});

gateHolds(story.sandbox);
