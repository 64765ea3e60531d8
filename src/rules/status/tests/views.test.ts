import { describe, expect, test } from 'vitest';
import { type Agreement, LANGUAGES } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Incident } from '../../../engine/incident.ts';
import type { Contributor, Report } from '../../../engine/report.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { sections } from '../../index.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { type Recorded, recordedLines, suggested } from '../suggestions.ts';
import { said } from '../views/answers.ts';
import { form, pass } from '../views/form.ts';
import { list, progress } from '../views/progress.ts';
import { prompt, reminder } from '../views/prompt.ts';
import type { Shown } from '../views/shown.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00+01:00`);
const now = at('19T10:00');
const agreed = (language: string, name = 'Nova Bikes'): Agreement => {
  const text = `schema: 1
id: nova
client: { name: ${name}, language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
rhythm: { status: { weekly: { when: every Friday 15:00 } } }
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error('not read');
  return loaded.agreement;
};
const reader = (language: string): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side: 'staff', now },
});
const part = (more: Partial<Contributor> = {}): Contributor => ({
  ...{ userId: 'U0MIRA', standsFor: null, askAt: now, askedAt: now, remindedAt: null, answeredAt: null, place: null },
  ...more,
});
const report = (more: Partial<Report> = {}): Report => ({
  ...{ id: 'report:nova:weekly:2026-11-20', clientId: 'nova', kind: 'weekly', plannedFor: '2026-11-20' },
  ...{ goesAt: at('20T15:00'), draftAt: at('20T13:00'), state: 'collecting', agreementVersion: 1 },
  questions: ['carries-over', 'dropped', 'not-started', 'new'].map((id) => ({ id, kind: 'text', text: null })),
  ...{ contributors: [part()], channelId: 'ours', edited: null, approvedBy: null, approvedAt: null, postedAt: null },
  ...{ postedPlace: null, skippedBecause: null, revision: 1 },
  ...more,
});
const names = new Map([
  ['U0MIRA', 'Mira Aksoy'],
  ['U0JONAS', 'Jonas <!channel> Weber'],
]);
const shown = (more: Partial<Report> = {}, language = 'en'): Shown => ({
  report: report(more),
  agreement: agreed(language),
  names,
});
const long = 'W'.repeat(3000);
const longestPeople = Array.from({ length: 20 }, (_, index) =>
  part({ userId: `U${index}`, standsFor: 'U0JONAS', askedBy: 'U0MIRA', remindedAt: now }),
);
const longest = (language: string): Shown => ({
  report: report({
    contributors: [part(), ...longestPeople],
    questions: Array.from({ length: 12 }, (_, index) => ({
      id: `q${index}`,
      kind: 'text',
      text: { en: 'Q'.repeat(150) },
    })),
  }),
  agreement: agreed(language, 'N'.repeat(80)),
  names: new Map(longestPeople.map(({ userId }) => [userId, 'N'.repeat(80)])),
});
const recorded = (more: Partial<Recorded> = {}): Recorded => ({
  ...{
    since: at('13T15:00'),
    answered: 0,
    last: null,
    open: [],
    moreOpen: 0,
    orders: [],
    used: [],
    favours: [],
    incidents: [],
    wins: [],
  },
  ...more,
});
const order = (state: ChangeOrder['state'], title: string) => ({ state, items: [{ title }] }) as unknown as ChangeOrder;
const much = recorded({
  last: { 'carries-over': 'The banners.' },
  open: Array.from({ length: 5 }, () => ({
    ...{ deadlines: [], link: 'https://example.slack.com/archives/C0/p1', name: 'Anna' },
    conversation: { askedAt: at('17T10:00') } as Conversation & { clientId: string },
  })),
  moreOpen: 3,
  answered: 2,
  orders: [
    order('sent', 'A video'),
    order('declined', 'A <film>'),
    order('accepted', 'Photos'),
    order('expired', 'A book'),
  ],
  used: [{ itemId: 'blog', title: 'Blog articles', amount: 200, unit: 'articles' }],
  favours: [{ amount: 150, unit: 'hours' } as ScopeEntry],
  incidents: [{ number: 3, raisedAt: at('18T02:00'), state: 'resolved' } as Incident],
  wins: ['W'.repeat(500)],
});

type PromptFacts = NonNullable<Parameters<typeof prompt.render>[0]>;
const asked = (one: Shown, more: Partial<PromptFacts> = {}): PromptFacts => ({
  ...one,
  ...{ part: one.report.contributors[0] ?? null, instead: null, isAway: false },
  ...more,
});
const drawnForm = (facts: Parameters<NonNullable<typeof form.form>>[0], language = 'en') => {
  const drawn = form.form?.(facts, reader(language), {});
  if (drawn === undefined) throw new Error('There is no form.');
  return drawn;
};
/** What is wrong with a message as Slack takes it; that nothing is drawn is wrong too. */
const faults = (drawn: Rendered | null) => (drawn === null ? ['nothing drawn'] : faultsOfMessage(drawn));
const text = (facts: PromptFacts, language = 'en') => prompt.render(facts, reader(language), {})?.text;

describe.each(['en', 'tr'])('in %s', (language) => {
  test('the prompt says what for, until when, and three ways out', () => {
    const drawn = prompt.render(asked(shown()), reader(language), {});
    expect(drawn).toMatchSnapshot();
    expect(faults(drawn)).toEqual([]);
    expect(faults(prompt.render(asked(longest(language)), reader(language), {}))).toEqual([]);
  });

  test('the form has a field for each question, with what was recorded and what may be an answer', () => {
    const facts = { ...shown(), own: null, recorded: much };
    const drawn = drawnForm(facts, language);
    expect(drawn).toMatchSnapshot();
    expect(faultsOfForm(drawn)).toEqual([]);
    const answers = Object.fromEntries(longest(language).report.questions.map(({ id }) => [id, long]));
    expect(faultsOfForm(drawnForm({ ...longest(language), own: answers, recorded: much }, language))).toEqual([]);
  });

  test('how far it is: who has answered, who has not, who stands in for whom', () => {
    const contributors = [
      part({ answeredAt: now, place: 'p' }),
      part({ userId: 'U0RUTH', answeredAt: now }),
      part({ userId: 'U0JONAS', standsFor: 'U0MIRA', remindedAt: now }),
      part({ userId: 'U0ELIF', askedAt: null, askAt: at('19T11:00') }),
      part({ userId: 'U0SAM', askedAt: null, askAt: at('19T09:00') }),
    ];
    const drawn = progress.render(shown({ contributors }), reader(language), {});
    expect(drawn).toMatchSnapshot();
    const all = { agreement: agreed('en', 'N'.repeat(80)), shown: [longest(language), longest(language)] };
    for (const one of [
      drawn,
      progress.render(longest(language), reader(language), {}),
      list.render(all, reader(language), {}),
    ])
      expect(faults(one)).toEqual([]);
  });

  test('every word to whoever pressed or asked', () => {
    const whats = ['gone', 'which', 'not-yours', 'posted', 'skipped', 'drafted', 'none', 'none-skipped', 'ask-whom'];
    const more = [
      'ask-not-staff',
      'ask-already',
      'ask-away',
      'ask-done',
      'now-already',
      'now-done',
      'skip-done',
      'back-done',
    ];
    const facts = { shown: shown(), agreement: agreed('en'), names };
    for (const what of [...whats, ...more]) {
      const drawn = said.render(facts, reader(language), { what, userId: 'U0JONAS', count: 2 });
      expect(drawn?.text).not.toMatch(/said\.|undefined|\{/);
      expect(faults(drawn)).toEqual([]);
    }
    const given = said.render(facts, reader(language), { what: 'posted', words: '<!channel> & more' });
    expect(given?.text).toContain('&lt;!channel&gt; &amp; more');
    expect(faults(said.render(facts, reader(language), { what: 'posted', words: long.repeat(3) }))).toEqual([]);
    const named = pass.form?.(longest(language), reader(language), {});
    expect(named === undefined ? ['none'] : faultsOfForm(named)).toEqual([]);
  });
});

describe('what a prompt reads as', () => {
  test('why somebody is asked in the place of another', () => {
    const stands = part({ userId: 'U0JONAS', standsFor: 'U0MIRA' });
    const of = (one: Contributor, isAway = false) => text(asked(shown({ contributors: [one] }), { isAway }));
    expect(of(stands, true)).toContain('Mira Aksoy is away; you stand in.');
    expect(of(stands)).toContain('Mira Aksoy cannot be reached; you stand in.');
    expect(of({ ...stands, askedBy: 'U0MIRA' })).toContain('Mira Aksoy asked you to answer in place of Mira Aksoy.');
    expect(of(part({ askedBy: 'U0JONAS' }))).toMatch(/^Jonas [^<]*Weber asked you too\.$/m);
  });

  test('what became of it', () => {
    expect(text(asked(shown({ contributors: [part({ answeredAt: now, place: 'p' })] })))).toContain(
      'Thank you: your answer',
    );
    expect(text(asked(shown({ contributors: [part({ answeredAt: now })] })))).toContain(
      'nothing from your side this time',
    );
    expect(text(asked(shown({ state: 'draft' })))).toContain('The draft is with its owner.');
    expect(text(asked(shown({ state: 'posted' })))).toContain('it is out');
    expect(text(asked(shown({ state: 'skipped' })))).toContain('left out this time');
    expect(text(asked(shown(), { part: null, instead: 'U0JONAS' }))).toContain('answers this one, thank you');
    expect(text(asked(shown(), { part: null }))).toContain('not needed any more');
  });

  test('a reminder is said only to whoever has not answered', () => {
    const waits = asked(shown());
    expect(reminder.pointless?.(waits, reader('en'), {})).toBeNull();
    const done = asked(shown({ contributors: [part({ answeredAt: now })] }));
    expect(reminder.pointless?.(done, reader('en'), {})).toBe('answered');
    expect(reminder.pointless?.(asked(shown({ state: 'draft' })), reader('en'), {})).toBe('answered');
    expect(reminder.render(done, reader('en'), {})?.text).toContain('thank you');
  });

  test('a question without words in one’s language is asked in those that there are', () => {
    const questions: Report['questions'] = [{ id: 'learned', kind: 'text', text: { tr: 'Ne öğrendik?' } }];
    const drawn = drawnForm({ ...shown({ questions }), own: null, recorded: recorded() });
    expect(JSON.stringify(drawn)).toContain('Ne öğrendik?');
  });

  test('figures are not asked for in words', () => {
    const questions: Report['questions'] = [{ id: 'kpis', kind: 'kpis', text: null }];
    const drawn = drawnForm({ ...shown({ questions }), own: null, recorded: recorded() });
    expect(drawn.blocks.map(({ type }) => type)).not.toContain('input');
  });
});

describe('suggestions', () => {
  test('begin with their own last answer, and do not repeat it', () => {
    expect(suggested('carries-over', much, agreed('en'), now).split('\n')[0]).toBe('The banners.');
    const again = { ...much, last: { 'carries-over': suggested('carries-over', much, agreed('en'), now) } };
    expect(suggested('carries-over', again, agreed('en'), now)).toBe(again.last['carries-over']);
  });

  test.each(LANGUAGES)('are in the client’s language: %s', (language) => {
    const all = ['carries-over', 'dropped', 'new', 'results'].map((one) => suggested(one, much, agreed(language), now));
    expect(all).toMatchSnapshot();
  });

  test('are none where nothing fits: nobody’s answer is invented', () => {
    expect(suggested('plan', much, agreed('en'), now)).toBe('');
    expect(suggested('carries-over', recorded(), agreed('en'), now)).toBe('');
    expect(recordedLines(recorded(), reader('en'))).toEqual([]);
  });
});
