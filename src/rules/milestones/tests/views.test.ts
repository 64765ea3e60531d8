import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { newMilestone } from '../../../engine/milestone.ts';
import type { Reader } from '../../../engine/rule.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { sections } from '../../index.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { card } from '../card.ts';
import { LONGEST_WORDS } from '../draft.ts';
import { reachedForm, slipForm } from '../views/forms.ts';
import { list } from '../views/list.ts';
import { news, over, preview } from '../views/news.ts';
import type { Shown } from '../views/shown.ts';
import { ask, late, said, unposted } from '../views/staff.ts';

const now = Date.parse('2026-12-03T09:00:00Z');
const reader = (language: string, side: Reader['side'] = 'staff'): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now },
});
const text = (language: string, title: string, count: number) => `schema: 1
id: nova
client: { name: ${JSON.stringify('N<>'.repeat(26))}, language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
rhythm:
  milestones:
${Array.from({ length: count }, (_, index) => `    - { id: m${index}, title: ${JSON.stringify(title)}, date: 2026-12-10, look: ${JSON.stringify('<'.repeat(500))} }`).join('\n')}
`;
function shown(language = 'en', { title = 'New shop', count = 1 } = {}): Shown & { reachedBy: string } {
  const loaded = loadAgreement(text(language, title, count), {
    ...{ fileName: 'nova.yml', sections, template: () => undefined },
  });
  if (!loaded.ok) throw new Error('The agreement does not load.');
  const milestone = { ...newMilestone('nova', { id: 'm0', date: '2026-12-10' }), revision: 1 };
  const agreement = { ...loaded.agreement, version: 1 };
  const agreed = { id: 'm0', title, date: '2026-12-10', look: '<'.repeat(500), remindBefore: 5 };
  return { milestone, agreement, agreed, reachedBy: 'Mira Aksoy' };
}
const longest = (language = 'en') => shown(language, { title: '<&>'.repeat(26), count: 20 });
const moved = (facts: Shown): Shown['milestone'] => ({ ...facts.milestone, date: '2026-12-17', onTrackAt: null });
const reached = (facts: Shown, reachedAt = now): Shown['milestone'] => ({
  ...{ ...facts.milestone, state: 'reached', reachedBy: 'U0MIRA', reachedAt },
});

describe.each(LANGUAGES)('what the client reads (%s)', (language) => {
  const client = reader(language, 'client');
  test('fits however long it is, calls nobody, and says what to look at, or both days and why', () => {
    const drawn = [shown(language), longest(language)].flatMap((facts) =>
      (['reached', 'slip'] as const).map((what) =>
        news.render(
          {
            shown: facts,
            said: what === 'slip' ? { what, from: '2026-12-10', to: '2026-12-17' } : { what },
            words: facts.agreed?.title === 'New shop' ? 'Look <!here>' : '<&>'.repeat(LONGEST_WORDS / 3),
            by: 'Mira Aksoy',
          },
          client,
          {},
        ),
      ),
    );
    expect(drawn.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual([[], [], [], []]);
    expect(JSON.stringify(drawn)).not.toContain('<!here>');
    const gone = { shown: shown(language), said: { what: 'reached' as const }, words: null, by: 'Mira' };
    const texts = [...drawn.slice(0, 2), news.render(gone, client, {})].map((one) => one?.text);
    expect(texts.join('\n---\n')).toMatchSnapshot();
  });

  test('the card has each with the day that was agreed, and the one that holds now', () => {
    const facts = shown(language);
    const lines = [facts.milestone, moved(facts), reached(facts)].map((one) =>
      card.lines(facts.agreement, client, null, { milestones: [one] }),
    );
    expect([card.title(language), ...lines.flat()].join('\n')).toMatchSnapshot();
  });
});

describe.each(['en', 'tr'])('what staff read (%s)', (language) => {
  const staff = reader(language);
  const states = (facts: Shown): Shown['milestone'][] => [
    facts.milestone,
    { ...facts.milestone, onTrackAt: now },
    moved(facts),
    { ...facts.milestone, date: '2026-12-03' },
    { ...facts.milestone, date: '2026-12-01' },
    reached(facts),
    { ...facts.milestone, state: 'dropped' },
  ];

  test('how it stands, with what one can do about it', () => {
    const facts = shown(language);
    const drawn = states(facts).map((milestone) => ask.render({ ...facts, milestone, insteadOf: 'Jonas' }, staff, {}));
    expect(drawn.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual(states(facts).map(() => []));
    const actions = drawn.map((one) => JSON.stringify(one).match(/milestone-(on-track|reached|slip|undo)(?=")/g) ?? []);
    expect(actions).toEqual([
      ['milestone-on-track', 'milestone-reached', 'milestone-slip'],
      ['milestone-reached', 'milestone-slip'],
      ['milestone-on-track', 'milestone-reached', 'milestone-slip'],
      ['milestone-reached', 'milestone-slip'],
      ['milestone-reached', 'milestone-slip'],
      ['milestone-undo'],
      [],
    ]);
    expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
  });

  test('a manager reads of what nobody said a word of, and as long as that is so', () => {
    const facts = { ...shown(language), owner: 'Mira Aksoy' };
    const isLate = { ...facts, milestone: { ...facts.milestone, date: '2026-12-01' } };
    const drawn = [isLate, { ...facts, milestone: reached(facts) }].map((one) => late.render(one, staff, {}));
    expect(drawn.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual([[], []]);
    expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
    expect(late.pointless?.({ ...facts, milestone: reached(facts) }, staff, {})).toBe('over');
  });

  test('the list, the forms and every answer fit at their longest', () => {
    const facts = longest(language);
    const all = Array.from({ length: 20 }, () => facts);
    const drawn = [
      list.render({ agreement: facts.agreement, all }, staff, {}),
      list.render({ agreement: facts.agreement, all: [] }, staff, {}),
      unposted.render(facts, staff, { because: 'is_archived' }),
    ];
    expect(drawn.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual([[], [], []]);
    const filled = { ...facts, channel: null, written: { text: '<'.repeat(LONGEST_WORDS), date: '2026-12-24' } };
    const forms = [reachedForm, slipForm].flatMap((one) => [
      one.form?.(filled, staff, { subject: 'milestone:nova:m0#1' }),
      one.form?.({ ...filled, written: null }, staff, { subject: 'milestone:nova:m0#1' }),
    ]);
    const drafted = {
      news: { shown: facts, said: null, words: '<'.repeat(LONGEST_WORDS), by: 'Mira' },
      draft: {
        ...{ schema: 1 as const, milestone: 'milestone:nova:m0', revision: 1, what: 'slip' as const },
        ...{ date: '2026-12-24', channelId: 'c', place: 'p' },
      },
      channel: '<#C0NOVA>',
    };
    forms.push(preview.form?.(drafted, staff, { subject: 'milestone:nova:m0#1' }));
    expect(forms.map((one) => one && faultsOfForm(one))).toEqual(forms.map(() => []));
    const whats = ['gone', 'not-yours', 'no-channel', 'which', 'stale', 'words-gone', 'reached-already', 'too-late'];
    const told = [...whats, 'undone', 'on-track', 'again'].map((what) => said.render(facts, staff, { what }));
    expect(told.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual(told.map(() => []));
    expect(faultsOfForm(over.form?.(facts, staff, { what: 'stale' }) as never)).toEqual(['empty submit']);
    expect(
      [...drawn.slice(1), ...told].map((one) => one?.text.replaceAll(/(&\w+;)+/g, '…')).join('\n'),
    ).toMatchSnapshot();
  });
});
