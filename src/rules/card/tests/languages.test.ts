/** The whole card in every language in which clients are understood, at its longest: nothing of it may be in another. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Agreement, LANGUAGES } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { cardParts } from '../../../engine/card.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { rules, sections } from '../../index.ts';
import type { CardFacts } from '../views/draw.ts';
import { languages, say } from '../words.ts';

const root = new URL('../../../../', import.meta.url);
const now = Date.parse('2026-11-23T09:00:00Z');
/** Everything that people write themselves is made of digits, so that all letters are ours. */
const most = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index));
const list = (lines: readonly string[]) => `[${lines.join(', ')}]`;
const long = (length: number) => JSON.stringify('1234567890 '.repeat(60).slice(0, length).trim());
const comesAgain = [
  'every Friday 15:00',
  'every 2 weeks on Friday 15:00 from 2026-11-06',
  'first business day 10:00',
  '3rd business day 10:00',
  'last Thursday 16:00',
  '15th 09:00',
  'last day 09:00',
  'every year on 29 February 10:00',
];
const text = (more = '', words = 60, links = true) => `schema: 1
extends: standard.yml
id: nova
version: 1
client: { name: "000", language: en, timeZone: Asia/Seoul, holidays: { country: US, closes: false } }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: America/New_York
  weekly: { mon: "09:00-12:00, 13:00-18:00", tue: "09:00-18:00", wed: "09:00-18:00", sat: "10:00-14:00" }
  holidays: { country: DE, state: BE }
  exceptions:
    - { date: 2026-11-24, hours: "09:00-11:00" }
    - { date: 2026-11-25, hours: "09:00-11:00", name: "111" }
people:
  owner: U0MIRA
  backup: U0JONAS
  managers: [U0RUTH]
  staff: ${list(most(30, (index) => `U0S${index} ${index}`))}
  client: ${list(most(30, (index) => `U0C${index} ${index}`))}
responseWindow:
  hours: roundTheClock
  priorities:
    urgent: { first: 30m, next: 90m }
    high: { first: 1 business day, next: 2 business days }
    normal: { first: end of business day, next: end of next business day }
    low: { first: 5 business days, next: 8h }
  outOfHours: { urgent: { first: 1h, next: 2h } }
outOfHours: { emergency: ${long(words)} }
emergency: { criteria: ${list(most(10, () => long(Math.min(words, 200))))} }
rhythm: { meetings: ${list(comesAgain.map((when, index) => `{ id: m${index}, title: "${index}", when: ${when} }`))}, status: { weekly: { when: every Friday 15:00 }, monthly: { when: 1st 10:00 } }, milestones: ${list(most(20, (index) => `{ id: m${index}, title: "${index}", date: 2026-12-10 }`))} }
goals: ${list(most(12, (index) => `{ id: g${index}, title: "${index}", target: ${index + 1}, direction: ${index % 2 ? 'up' : 'down'}, by: 2026-12-31 }`))}
scope:
  items: ${list(most(60, (index) => `{ id: i${index}, kind: ${index % 2 ? 'out' : `in, allowance: "${index + 1} %"`}, title: "${index} ${'4'.repeat(70)}" }`))}
card:
  channelsFor: { chat: ${long(words)}, email: ${long(words)}, phone: ${long(words)}, documents: ${long(words)}, feedback: ${long(words)} }
  rhythm: ${list(most(10, () => long(Math.min(words, 200))))}
  links: ${list(links ? most(10, (index) => `{ title: "${index}", url: https://0.example/${index}/${'0'.repeat(400)} }`) : [])}
  roles: ${list(most(20, (index) => `U0C${index} ${'3'.repeat(60)}`))}
${more}`;

function agreed(yaml: string): Agreement {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const loaded = loadAgreement(yaml, { fileName: 'nova.yml', sections, template });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return { ...loaded.agreement, version: 3 };
}

const all = rules.flatMap(({ views }) => views);
const parts = cardParts(rules);

function drawn(name: string, facts: unknown, reader: Reader, data: Record<string, string | boolean | number> = {}) {
  const view = all.find((one) => one.name === name) as View;
  const rendered = view.render(facts, reader, data);
  if (rendered === null) throw new Error(`Nothing was drawn of ${name}.`);
  return rendered;
}

/** All that a client's people read of an agreement, by what it is. */
function everything(agreement: Agreement, language: string): Record<string, Rendered> {
  const reader: Reader = { userId: 'U0C1', language, timeZone: 'Asia/Seoul', side: 'client', now };
  const readers = [{ userId: 'U0C1', at: now }];
  const standing = { milestones: [] };
  const card: CardFacts = { agreement, agency: null, inForceSince: now - 500 * 86_400_000, readers, standing };
  const shown = { card, standing: [], deaf: [] };
  const news = { who: null, agency: null, parts, link: null };
  const own = [{ facts: shown, data: { what: 'one', clientId: 'nova', serves: false } }];
  const home = { kind: 'read', agency: null, work: null };
  const read = { agreement, agency: null };
  const isOver = agreement.status === 'ended';
  return {
    card: drawn('card', card, reader),
    ...(isOver ? {} : { aside: drawn('card-aside', card, reader) }),
    news: drawn('card-news', news, reader),
    'news with a link': drawn('card-news', { ...news, who: '7', link: 'https://0.example' }, reader),
    shown: drawn('card-shown', shown, reader, { what: 'one', serves: false }),
    ...Object.fromEntries(
      ['which', 'stranger', 'unknown-client'].map((what) => [what, drawn('card-shown', null, reader, { what })]),
    ),
    ...Object.fromEntries(
      ['noted', 'again', 'outdated', 'staff', 'not-named'].map((what) => [
        `read ${what}`,
        drawn('card-read', read, reader, { what, version: 3, at: now }),
      ]),
    ),
    home: drawn('home', { ...home, own }, reader),
    'home of a stranger': drawn('home', { ...home, own: [] }, reader),
    'home at rest': drawn('home', { kind: 'resting' }, reader),
  };
}

/** What people read of it, without links, mentions and commands. */
function wordsOf({ text: notice, blocks }: Rendered): string {
  const texts = blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    if (block.type !== 'context' && block.type !== 'actions')
      throw new Error(`A block nobody looks into: ${block.type}`);
    return block.elements.flatMap((one) =>
      'text' in one ? (typeof one.text === 'string' ? one.text : one.text?.text) : [],
    );
  });
  return [notice, ...texts]
    .join('\n')
    .replace(/<[^>]*\|/g, '')
    .replace(/<[^>]*>|`[^`]*`/g, '');
}

const scripts: Readonly<Record<(typeof LANGUAGES)[number], RegExp>> = {
  en: /\p{Script=Latin}/u,
  tr: /\p{Script=Latin}/u,
  ko: /\p{Script=Hangul}/u,
  zh: /\p{Script=Han}/u,
  th: /\p{Script=Thai}/u,
  ru: /\p{Script=Cyrillic}/u,
};

const lettersOf = (words: string) => [...words].filter((letter) => /\p{L}/u.test(letter));

/** The texts of a language's files that clients read, cut where a value stands: pieces long enough to be known again. */
function piecesOf(language: string): string[] {
  const files = [
    'card/words/clients',
    'home/words/clients',
    'response-window/words/clients',
    'scope/words/clients',
    'hours/words',
    'out-of-hours/words',
  ];
  const texts = files.flatMap((file) => {
    const words = readFileSync(new URL(`src/rules/${file}/${language}.json`, root), 'utf8');
    return Object.values(JSON.parse(words) as Record<string, string>);
  });
  return texts
    .flatMap((one) => one.split(/[{}]|`[^`]*`/))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 5);
}

const pieces = Object.fromEntries(LANGUAGES.map((language) => [language, piecesOf(language)])) as Record<
  (typeof LANGUAGES)[number],
  string[]
>;
/** Countries most of whose holidays are called nothing in other languages. */
const far = agreed(text().replace('DE, state: BE', 'JP').replace('country: US', 'country: TH'));
const uncut = agreed(text('', 20, false));
const [whole, paused, ended] = ['', 'status: paused\n', 'status: ended\n'].map((more) => agreed(text(more))) as [
  Agreement,
  Agreement,
  Agreement,
];

describe.each(LANGUAGES)('in %s', (language) => {
  test('the whole card has no letter of another script and no words of another language', () => {
    const drawings = [whole, uncut, far, paused, ended].map((one) => everything(one, language));
    const own = new Set<string>(pieces[language]);
    const foreign = LANGUAGES.filter((other) => other !== language)
      .flatMap((other) => pieces[other])
      .filter((piece) => !own.has(piece) && /\p{L}{3}/u.test(piece));
    for (const [name, rendered] of drawings.flatMap((one) => Object.entries(one))) {
      const words = wordsOf(rendered);
      expect(
        lettersOf(words)
          .filter((letter) => !scripts[language].test(letter))
          .join(''),
        name,
      ).toBe('');
      expect(
        foreign.filter((piece) => words.includes(piece)),
        name,
      ).toEqual([]);
      expect(lettersOf(words).length, name).toBeGreaterThan(0);
    }
  });

  test('it says every part, and reads so', () => {
    const { shown } = everything(uncut, language);
    const words = wordsOf(shown as Rendered);
    for (const { title } of parts.filter(({ part }) => part !== 'links'))
      expect(words).toContain(`*${title(language)}*`);
    const said = words.slice(words.lastIndexOf(words.split('\n')[0] ?? ''));
    expect(said.split('\n').filter((line) => /\p{L}/u.test(line))).toMatchSnapshot();
  });

  test('at its longest it is still what Slack takes', () => {
    for (const [name, rendered] of Object.entries(everything(agreed(text('', 300)), language))) {
      expect(rendered.blocks.length, name).toBeLessThanOrEqual(50);
      expect(withinLimits(rendered).blocks, name).toEqual(rendered.blocks);
      expect(JSON.stringify(rendered.blocks).length, name).toBeLessThan(14_000);
    }
  });
});

test('the card comes in every language in which clients are understood', () => {
  expect([...languages].sort()).toEqual([...LANGUAGES].sort());
  for (const name of ['card', 'card-aside', 'card-news'])
    expect(all.find((view) => view.name === name)?.languages).toBe(languages);
});

test('what is counted follows the plural of Russian', () => {
  const kept = [1, 2, 5, 21].map((days) => say('ru', 'kept', { days, most: 181 }));
  expect(kept.map((words) => words.match(/ещё (\d+ \S+)/)?.[1])).toEqual(['1 день', '2 дня', '5 дней', '21 день']);
  expect(kept[0]).toContain('не дольше 181 дня');
  expect([1, 3, 12].map((count) => say('ru', 'more', { count }))).toEqual([
    'и ещё 1 человек',
    'и ещё 3 человека',
    'и ещё 12 человек',
  ]);
});
