import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { wordingLanguages, wordingsOf } from '../../../language/wordings.ts';
import { plannedDays } from '../planning.ts';
import type { CelebrationData } from '../record.ts';
import { views } from '../views/index.ts';
import { languages } from '../words.ts';
import { agreed, kept } from './agreed.ts';

const now = Date.parse('2026-11-09T10:00:00Z');
const longest = 'N'.repeat(80);
const counts = `{ counts: [{ id: articles, item: blog, title: "${'T'.repeat(60)}" }], anniversaries: { contract: 2024-11-07 } }`;

function rowOf(more: Partial<CelebrationData>) {
  const [first] = plannedDays(agreed(counts), { days: [], rows: [], now: Date.parse('2026-11-01') });
  if (first === undefined) throw new Error('Nothing is planned.');
  return kept(first, more);
}

async function drawn(
  name: string,
  {
    language = 'en',
    state = 'pending',
    ...more
  }: Partial<CelebrationData> & { language?: string; state?: 'pending' | 'cancelled' } = {},
  data: Record<string, string> = {},
): Promise<Rendered> {
  const row = { ...rowOf(more), state, ringAt: now };
  const answers: Record<string, unknown> = {
    deadline: row,
    agreement: agreed(counts, { language: 'tr', name: longest }),
    channelsOf: [{ id: 'ours', role: 'shared' }],
    wordingsSaid: [],
    person: { name: 'Mira Aksoy' },
    deadlinesOfClients: [row],
    slot: null,
    celebrationDays: [
      { userId: 'U0ANNA', kind: 'birthday', day: '02-29', clientId: 'nova', channelId: 'ours' },
      { userId: 'U0ANNA', kind: 'started', day: '2021-03-01', clientId: 'nova', channelId: 'ours' },
    ],
    celebrationChoice: [],
    scopeEntries: [],
    deadlines: [],
    channel: { id: 'ours', role: 'shared', slackChannelId: 'C0NOVA' },
  };
  const ask = (async (question: string) => answers[question]) as unknown as Ask;
  const view = views.find((one) => one.name === name);
  if (view === undefined) throw new Error(`There is no view ${name}.`);
  const reader: Reader = { userId: null, language, timeZone: 'Europe/Berlin', side: 'staff', now };
  const given = { subject: 'd1', clientId: 'nova', ...data };
  const rendered = view.render(await view.load(ask, given, reader), reader, given);
  if (rendered === null) throw new Error('Nothing is drawn.');
  for (const block of rendered.blocks)
    if (block.type === 'section') expect(block.text?.text.length ?? 0).toBeLessThan(3000);
  expect(rendered.blocks.length).toBeLessThanOrEqual(50);
  return rendered;
}

describe('a celebration', () => {
  test.each(languages)('in %s says who or what, and of a moved day which it was', async (language) => {
    for (const occasion of ['contract', 'count', 'birthday', 'years'] as const) {
      const about = occasion === 'count' ? 'articles' : occasion === 'contract' ? null : 'U0ANNA';
      const [wording = ''] = wordingsOf(occasion);
      const of = { occasion, about, number: 100, language };
      const { text } = await drawn('celebration-post', of, { wording, saidOn: '2026-11-09' });
      if (about === 'U0ANNA') expect(text).toContain('<@U0ANNA>');
      expect(text.split('\n')).toHaveLength(occasion === 'count' ? 1 : 2);
      const onItsDay = await drawn('celebration-post', of, { wording, saidOn: '2026-11-07' });
      expect(onItsDay.text.split('\n')).toHaveLength(1);
    }
  });

  test('of a 29 February says so in a year that has none', async () => {
    const of = { isLeap: true, plannedFor: '2027-02-28' };
    const { text } = await drawn('celebration-post', of, { wording: 'contract.1', saidOn: '2027-02-28' });
    expect(text).toContain('29 February');
  });

  test('is worded in every language in which it may stand', () => {
    expect(languages).toEqual(wordingLanguages);
  });
});

describe('the note', () => {
  test.each(['permission', 'emergency', 'breach', 'offer', 'unsent'] as const)(
    'because of %s says why and how it would read, in the client’s language, with two buttons',
    async (because) => {
      const { text, blocks } = await drawn('celebration-note', { stage: 'offered', because });
      expect(text).toContain('To celebrate: 2 years of working with');
      expect(text).toMatch(/\n> .*(yıl|yaş)/);
      expect(blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ value: 'd1' }, { value: 'd1' }] });
    },
  );

  test.each([
    ['posted', 'Posted by Mira Aksoy'],
    ['let-be', 'Mira Aksoy let it be'],
    ['taken-back', 'taken back by Mira Aksoy'],
    ['lapsed', 'Its time has passed'],
  ] as const)('says in one line that it was %s', async (stage, words) => {
    const { text, blocks } = await drawn('celebration-note', { stage, by: 'U0MIRA' });
    expect(text).toContain(words);
    expect(blocks.map(({ type }) => type)).toEqual(['section']);
  });

  test('of what is not open any more offers nothing', async () => {
    const { text } = await drawn('celebration-note', { stage: 'offered', state: 'cancelled' });
    expect(text).toContain('Its time has passed');
  });
});

describe('the list', () => {
  test.each(['en', 'tr'])('in %s names what comes, and what was moved', async (language) => {
    const { text } = await drawn('celebrations-list', { language });
    expect(text).toContain(language === 'en' ? 'moved from' : 'kaydırıldı');
    expect(text).toContain(language === 'en' ? '0 so far, the next to celebrate is 100' : 'sıradaki kutlama 100');
  });
});

describe('what somebody sees of themselves', () => {
  test.each(languages)('in %s is their days, where these are celebrated, and that they are named', async (language) => {
    const { text, blocks } = await drawn('celebrate-me', { language }, { what: 'kept', channelId: 'ours' });
    expect(text).toContain('29');
    expect(text).toContain('2021');
    expect(text.match(/<#C0NOVA>/g)).toHaveLength(2);
    expect(blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ value: 'channel:ours' }, {}] });
  });

  test('is no year of birth in any language', async () => {
    for (const language of languages)
      expect((await drawn('celebrate-me', { language }, { what: 'shown' })).text).not.toContain('2000');
  });
});
