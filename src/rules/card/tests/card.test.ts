import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { type LoadOptions, loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { cardParts, partsChanged } from '../../../engine/card.ts';
import type { AgreementApplied, Event } from '../../../engine/event.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { rules, sections } from '../../index.ts';
import { decide } from '../decide.ts';
import type { Facts, Upkeep } from '../load.ts';
import type { Place } from '../slots.ts';
import { bookmarksOf, type CardFacts, drawCard } from '../views/draw.ts';
import { cardViews } from '../views/index.ts';

const root = new URL('../../../../', import.meta.url);
const sample = (name: string) => readFileSync(new URL(`src/sandbox/sample/${name}.yml`, root), 'utf8');
const options: LoadOptions = {
  fileName: 'nova.yml',
  sections,
  template: (name) => readFileSync(new URL(`agreements/${name}`, root), 'utf8'),
};
const parts = cardParts(rules);
const now = Date.parse('2026-11-23T09:00:00Z');
const english: Reader = { userId: null, language: 'en', timeZone: 'Europe/Berlin', side: 'client', now };
const turkish: Reader = { ...english, language: 'tr', timeZone: 'Europe/Istanbul' };

function agreed(text: string): Agreement {
  const loaded = loadAgreement(text, options);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return { ...loaded.agreement, version: 3 };
}

const problems = (text: string) => {
  const loaded = loadAgreement(text, options);
  return loaded.ok ? [] : loaded.problems.map(problemText);
};

const facts = (agreement: Agreement): CardFacts => ({
  ...{ agreement, agency: null, inForceSince: now, readers: [] },
  standing: { milestones: [] },
});
const drawn = (text: string, reader = english) => drawCard(facts(agreed(text)), parts, reader);

function textsOf({ blocks }: Rendered): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    return block.type === 'context' ? block.elements.map((one) => ('text' in one ? one.text : '')) : [];
  });
}

const head = sample('nova').split('\npeople:')[0] ?? '';
const bare = `${head}\npeople: { owner: U0MIRA, backup: U0JONAS }\n`;

describe('the card', () => {
  test.each([
    ['nova', english],
    ['defne', turkish],
  ] as const)('of %s reads so', (name, reader) => {
    expect(textsOf(drawn(sample(name), reader)).join('\n\n')).toMatchSnapshot();
  });

  test('leaves out what nothing was agreed about, and calls people without a name as Slack does', () => {
    const titles = textsOf(drawn(bare)).map((text) => text.split('\n')[0]);
    expect(titles).toEqual([
      '*How the agency and Nova Bikes work together*',
      '*When we are here*',
      '*How soon you get an answer*',
      '*Who is who*',
      '*What the bot keeps*',
      expect.stringContaining('Version 3'),
    ]);
    expect(drawn(bare).text).toContain('<@U0MIRA>');
  });

  test('says when a call is and when a report comes', () => {
    const rhythm = `rhythm:
  meetings: [{ id: call, title: Weekly <call>, when: every Monday 10:00 }]
  status: { weekly: { when: every Friday 15:00 }, monthly: { when: first business day 10:00 } }
`;
    expect(textsOf(drawn(`${bare}${rhythm}`)).find((text) => text.startsWith('*What comes'))).toBe(
      [
        ...['*What comes regularly*', '• Weekly &lt;call&gt;: every Monday, 10:00'],
        ...['• Weekly report: every Friday, 15:00', '• Monthly report: first business day of the month, 10:00'],
      ].join('\n'),
    );
  });

  test('with everything at its longest it is still a message that Slack takes', () => {
    const hostile = '&<>'.repeat(200);
    const long = (length: number) => JSON.stringify(hostile.slice(0, length));
    const many = (count: number, line: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => `    - ${line(index)}`).join('\n');
    const people = many(60, (index) => `U0C${index} ${'ş'.repeat(200)}`);
    const text = `${bare.replace(' }\n', '')}, client: [${people.replaceAll('    - ', '').split('\n').join(', ')}] }
outOfHours: { emergency: ${long(300)} }
card:
  channelsFor: { chat: ${long(300)}, email: ${long(300)}, phone: ${long(300)}, documents: ${long(300)}, feedback: ${long(300)} }
  rhythm:
${many(10, () => long(200))}
  links:
${many(10, (index) => `{ title: ${long(60)}, url: https://example.com/${index}/${'&'.repeat(470)} }`)}
  roles:
${many(40, (index) => `U0C${index} ${'r'.repeat(60)}`)}
`;
    const loaded = facts(agreed(text));
    for (const reader of [english, turkish]) {
      for (const view of cardViews(parts).filter(({ name }) => name === 'card' || name === 'card-aside')) {
        const rendered = view.render(loaded, reader, {});
        if (rendered === null) throw new Error('Nothing was drawn.');
        expect(rendered.blocks.length).toBeLessThanOrEqual(50);
        expect(withinLimits(rendered).blocks).toEqual(rendered.blocks);
        expect(textsOf(rendered).join('').length).toBeLessThan(12_500);
        expect(textsOf(rendered).join('')).not.toMatch(/<(?!https:|mailto:|@U)/);
      }
    }
  });

  test('keeps above the channel what is a page, and nothing once the agreement has ended', () => {
    const card =
      '\ncard: { links: [{ title: Mail, url: "mailto:a@b.example" }, { title: Plan, url: https://b.example/ }] }\n';
    expect(bookmarksOf(facts(agreed(bare + card)))).toEqual([{ title: 'Plan', url: 'https://b.example/' }]);
    expect(bookmarksOf(facts(agreed(`${bare}${card}status: ended\n`)))).toEqual([]);
    expect(textsOf(drawn(`${bare}${card}status: ended\n`))[0]).toContain('This agreement has ended.');
  });

  test('names the parts that changed, and nothing of what only staff read', () => {
    const titles = (...paths: string[]) => partsChanged(parts, paths).map(({ title }) => title('en'));
    expect(titles('people.owner', 'card.roles', 'officeHours.weekly.fri')).toEqual(['When we are here', 'Who is who']);
    expect(titles('card')).toHaveLength(4);
    expect(titles('internalChannel', 'people.neither', 'responseWindow.warnAt', 'mayPost', 'grouping')).toEqual([]);
  });
});

describe('shown to staff', () => {
  const channel = { id: 'ch1', name: 'nova-bikes', slackChannelId: 'C0NOVA' } as Channel;
  const shown = (agreement: Agreement) => {
    const [view] = cardViews(parts).filter(({ name }) => name === 'card-shown');
    const deaf = [{ ...channel, clientId: 'nova', because: 'not-member' as const, since: now }];
    const standing = [{ place: { channel, slot: null, state: null }, link: null }];
    const about = { card: facts(agreement), standing, deaf };
    return view?.render(about, { ...english, side: 'staff' }, { what: 'one', serves: true });
  };
  const buttons = (one: Rendered | null | undefined) => JSON.stringify(one?.blocks.at(-1));

  test('a channel in which nothing is heard is named, and to them alone', () => {
    expect(shown(agreed(bare))?.text).toContain('Nothing is heard in #nova-bikes since today 10:00.');
    expect(buttons(shown(agreed(bare)))).toContain('card-put');
    expect(drawn(bare).text).not.toContain('Nothing is heard');
  });

  test('it can be put there for a client of any language, and not while the agreement is paused', () => {
    const korean = shown(agreed(bare.replace('language: en', 'language: ko')));
    expect(buttons(korean)).toContain('card-put');
    expect(buttons(shown(agreed(`${bare}status: paused\n`)))).not.toContain('card-put');
  });
});

describe('its section in the file', () => {
  test('is refused where it cannot stand, with the line and column', () => {
    const card = `card:
  channelsFor: { chats: here }
  rhythm: [""]
  links: [{ title: Plan, url: "javascript:alert(1)" }, { title: Plan, url: http://plan.example }]
  roles: [Mira, U0MIRA Lead, U0MIRA Other]
`;
    const line = bare.split('\n').length;
    expect(problems(bare + card)).toEqual([
      `nova.yml:${line + 1}:18 card.channelsFor.chats: chats is not known here; did you mean chat?`,
      `nova.yml:${line + 2}:12 card.rhythm[0]: write what both sides agreed, or take the line out`,
      expect.stringContaining(`nova.yml:${line + 3}:31 card.links[0].url: "javascript:alert(1)" is not a link; write`),
      expect.stringContaining(`card.links[1].url: "http://plan.example" is not a link`),
      expect.stringContaining(`nova.yml:${line + 4}:11 card.roles[0]: "Mira" is not a role; write U0123ABCD`),
    ]);
    const twice = 'card: { roles: [U0MIRA Lead, U0MIRA Other] }\n';
    expect(problems(bare + twice)).toEqual([
      expect.stringContaining('card.roles[1]: this person has a role above already; keep one of the two'),
    ]);
  });
});

describe('its rule', () => {
  const channel = { id: 'ch1', role: 'shared' } as Channel;
  const place = (slot: Place['slot'], state: Place['state']): Place => ({ channel, slot, state });
  const stands = place({ schema: 1, n: 2, key: 'card:stands:ch1:2', by: 'U0MIRA' }, 'sent');
  const upkeep = (one: Place): Upkeep => ({ clientId: 'nova', places: [one], until: now, deadlineId: null });
  const permitting = agreed(`${bare}mayPost: [card]\n`);
  const applied = { kind: 'AgreementApplied' } as AgreementApplied;

  function kinds(event: Event, about: Facts, agreement: Agreement = permitting): string[] {
    const rulings = decide({ event, facts: about, agreement, agency: null, now });
    return rulings.flatMap(({ effects }) => effects.map((one) => ('key' in one ? `${one.kind} ${one.key}` : one.kind)));
  }
  const change = (one: Place, isNews: boolean, before = permitting): Facts => {
    return { kind: 'applied', upkeep: upkeep(one), version: 3, before, isNews, readers: [{ userId: 'U0ANNA', at: 1 }] };
  };

  test('draws a card that stands anew and says one line where that is permitted and something is new', () => {
    const refresh = 'refresh card:stands:ch1:2';
    expect(kinds(applied, change(stands, true))).toEqual([refresh, 'set-deadline', 'say card:news:ch1:3']);
    expect(kinds(applied, change(stands, true), agreed(bare))).toEqual([refresh, 'set-deadline']);
    expect(kinds(applied, change(stands, false))).toEqual([refresh, 'set-deadline', 'set-slot']);
  });

  test('puts one where none ever stood, Slack had refused it or a trial kept it back, and not where somebody took it away', () => {
    const away = place({ schema: 1, n: 2, key: null, by: null }, null);
    expect(kinds(applied, change(place(null, null), true))[0]).toBe('say card:stands:ch1:1');
    expect(kinds(applied, change({ ...stands, state: 'failed' }, true))[0]).toBe('say card:stands:ch1:3');
    expect(kinds(applied, change({ ...stands, state: null }, true))[0]).toBe('say card:stands:ch1:2');
    expect(kinds(applied, change(away, true))).toEqual([]);
    expect(kinds(applied, change(away, true, agreed(bare)))[0]).toBe('say card:stands:ch1:3');
  });

  test('shows a crowd that comes in at once nothing after the twentieth', () => {
    const joined = (count: number, since = now): Facts => ({
      ...{ kind: 'joined', channelId: 'ch1', userId: 'U0LOU', place: stands, wasShown: false },
      newcomers: { schema: 1, since, count },
    });
    const event = { kind: 'MemberJoined' } as Event;
    expect(kinds(event, joined(19))).toEqual(['say card:aside:nova:U0LOU:3', 'set-slot']);
    expect(kinds(event, joined(20))).toEqual([]);
    expect(kinds(event, joined(20, now - 3_600_000))).toHaveLength(2);
  });
});
