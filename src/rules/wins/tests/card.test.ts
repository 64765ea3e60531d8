import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { readRecap, recapOf } from '../recap-record.ts';
import { type Card, type CardWin, card } from '../views/card.ts';
import { cardSaid, draft } from '../views/draft.ts';
import { agreed, channel, names, reader, win } from './facts.ts';

const link = 'https://example.com/post';
const cardWin = (changes: Partial<CardWin> = {}, of: Parameters<typeof win>[0] = {}): CardWin => ({
  ...{ win: win(of), words: { what: 'Ten thousand views', link: null }, link },
  cheers: [
    { name: 'tada', count: 3 },
    { name: 'heart', count: 1 },
  ],
  ...changes,
});

function drawn(
  language: string,
  wins: CardWin[],
  changes: Partial<NonNullable<ReturnType<typeof readRecap>>['data']> = {},
): Card {
  const agreement = agreed(language);
  const { kind: _kind, late: _late, ...row } = recapOf(agreement, '2026-11');
  const recap = readRecap({ ...row, id: 'recap-1', clientId: 'nova', rule: 'wins', revision: 1 });
  if (recap === null) throw new Error('It is none.');
  recap.data = { ...recap.data, state: 'asked', wording: 'recap.5', ...changes };
  const reached = {
    milestones: [{ title: 'New shop goes *live*', date: '2026-11-19' }],
    goals: [{ title: 'Organic visits', unit: 'visits', now: 12345.5 }],
  };
  const unnamed = ['U0BEN'];
  return { recap, agreement, agency: 'Harbour Studio', wins, all: wins.map((one) => one.win), reached, names, unnamed };
}
const usual = (language = 'en') =>
  drawn(language, [
    cardWin({}, { id: 'win-1', people: ['U0ANNA', 'U0BEN'] }),
    cardWin({ words: null, cheers: [] }, { id: 'win-2', whose: 'ours', people: ['U0JONAS'] }),
    cardWin({ link: null, words: null }, { id: 'win-3', people: [] }),
  ]);
const longest = (language: string) =>
  drawn(
    language,
    Array.from({ length: 110 }, (_, index) =>
      cardWin(
        { words: { what: '<!channel> & '.repeat(80), link: null } },
        { id: `win-${index}`, whose: index % 2 === 0 ? 'ours' : 'client' },
      ),
    ),
  );

describe.each(LANGUAGES)('the card of a month (%s)', (language) => {
  test('has both sides’ wins and what was reached together, and names nobody who does not wish it', () => {
    const shown = card.render(usual(language), reader(language, 'client'), {});
    const long = card.render(longest(language), reader(language, 'client'), {});
    expect([shown, long].map((one) => one && faultsOfMessage(one))).toEqual([[], []]);
    expect(JSON.stringify(shown)).not.toContain('U0BEN');
    expect(JSON.stringify(long)).not.toContain('<!channel>');
    expect(
      shown?.blocks.map((block) => ('text' in block ? (block.text as { text: string }).text : block.type)),
    ).toMatchSnapshot();
  });
});

test('with nothing left on it there is no card', () => {
  const empty = { ...usual(), reached: { milestones: [], goals: [] } };
  empty.recap.data.leftOut = ['win-1', 'win-2', 'win-3'];
  expect(card.render(empty, reader('en', 'client'), {})).toBeNull();
});

test('it is said only while it is to be', () => {
  const posted = usual();
  posted.recap.data.state = 'posted';
  expect([usual(), posted, null].map((one) => card.pointless?.(one, reader('en'), {}))).toEqual(['over', null, 'over']);
});

describe.each(['en', 'tr'])('what the owner has of it (%s)', (language) => {
  const texts = (state: 'asked' | 'posted' | 'skipped', leftOut: string[] = [], because = 'agreed') => {
    const facts = usual('en');
    facts.recap.data = { ...facts.recap.data, state, leftOut, by: state === 'asked' ? null : 'U0MIRA' };
    return draft.render({ card: facts, channel, link }, reader(language), { because });
  };

  test('is the client’s card with buttons, until somebody has decided', () => {
    const all = [
      texts('asked'),
      texts('asked', ['win-1'], 'trouble'),
      texts('asked', ['win-1', 'win-2', 'win-3'], 'refused'),
      texts('posted'),
      texts('skipped'),
      draft.render({ card: longest('en'), channel: null, link: null }, reader(language), { because: 'agreed' }),
    ];
    expect(all.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], [], [], []]);
    const actions = all.map((one) =>
      [...JSON.stringify(one).matchAll(/"action_id":"wins-card-([a-z-]+)"/g)].map(([, name]) => name),
    );
    expect(actions).toEqual([
      ['leave', 'post', 'skip'],
      ['leave', 'post', 'all', 'skip'],
      ['post', 'all', 'skip'],
      ['take-back'],
      ['post'],
      ['leave', 'post', 'skip'],
    ]);
    expect(all.slice(0, 5).map((one) => one?.text.split('\n')[0])).toMatchSnapshot();
  });

  test('presses are answered', () => {
    const whats = ['card-posted', 'card-skipped', 'card-taken-back', 'card-known', 'card-over', 'card-empty'];
    const told = whats.map((what) => cardSaid.render({ card: usual(), channel, link }, reader(language), { what }));
    expect(told.map((one) => one && faultsOfMessage(one))).toEqual(whats.map(() => []));
    expect(told.map((one) => one?.text)).toMatchSnapshot();
  });
});
