import { describe, expect, test } from 'vitest';
import type { IncidentEntry, IncidentEntryKind } from '../../../engine/incident.ts';
import type { Shown } from '../../../engine/incident-shown.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { views } from '../views/index.ts';

const MINUTE = 60_000;
const begun = Date.UTC(2026, 10, 7, 1, 0);
const hostile = '<!channel> *bold* <@U0X> & `code` '.repeat(90);
const people = Array.from({ length: 60 }, (_, index) => `U0PERSON${index}`);
const reader = (language: string): Reader => ({
  ...{ userId: null, language, timeZone: 'Europe/Berlin', side: 'staff', now: begun + 90 * MINUTE },
});

function shownWith(length: 'shortest' | 'longest', state: Shown['incident']['state'], entries: IncidentEntry[]): Shown {
  const isLong = length === 'longest';
  const words = isLong ? hostile.slice(0, 3000) : null;
  const incident = {
    ...{ id: `incident-${'x'.repeat(isLong ? 100 : 1)}`, clientId: 'nova', number: isLong ? 999 : 1, state },
    ...{ severity: 'critical', isDrill: false, channelId: 'c1', message: null, raisedBy: 'U0PERSON1', raisedAt: begun },
    ...{ acknowledgedBy: state === 'triggered' ? null : 'U0PERSON2', acknowledgedAt: begun + MINUTE },
    ...{ lead: isLong ? 'U0PERSON3' : null, clientContact: isLong ? 'U0PERSON4' : null },
    ...{ nextUpdateAt: state === 'resolved' ? null : begun + 30 * MINUTE, resolvedBy: 'U0PERSON2' },
    ...{ resolvedAt: begun + 60 * MINUTE, how: 'resolved', place: null, revision: 1 },
  } as unknown as Shown['incident'];
  return {
    ...{ incident, entries, agency: null },
    agreement: { client: { name: isLong ? `<${'N*'.repeat(150)}` : 'Nova' } } as Shown['agreement'],
    channel: isLong ? ({ slackChannelId: 'C0NOVA' } as Shown['channel']) : null,
    names: new Map(isLong ? people.map((id) => [id, `*${'&'.repeat(200)}`]) : []),
    reports: [{ by: 'U0PERSON1', at: begun, words }],
    latest: null,
    link: isLong ? `https://harbour.slack.com/archives/C0NOVA/p${'1'.repeat(60)}` : null,
  };
}

/** What Slack would refuse. */
function faultsOf({ text, blocks }: Rendered): string[] {
  const over = (what: string, found: number, limit: number) => (found > limit ? [`${what}: ${found}`] : []);
  const calls = /<!(channel|here|everyone)|<@U0X>/.test(JSON.stringify(blocks)) ? ['calls somebody'] : [];
  return [
    ...over('text', text.length, 4000),
    ...over('blocks', blocks.length, 50),
    ...blocks.flatMap(inBlock),
    ...calls,
  ];

  function inBlock(block: Rendered['blocks'][number]): string[] {
    if (block.type === 'actions') {
      const ids = block.elements.map((one) => ('action_id' in one ? one.action_id : ''));
      const options = block.elements.flatMap((one) => (one.type === 'static_select' ? (one.options ?? []) : []));
      return [
        ...(new Set(ids).size < ids.length ? ['an action twice'] : []),
        ...options.flatMap(({ value = '', text }) => [
          ...over('option', value.length, 150),
          ...over('choice', text.text.length, 75),
        ]),
      ];
    }
    if (block.type !== 'section') return [];
    return [
      ...over('section', block.text?.text.length ?? 0, 3000),
      ...(block.fields ?? []).flatMap((field) => over('field', field.text.length, 2000)),
    ];
  }
}

function draw(name: string, facts: unknown, language: string): Rendered {
  const drawn = views.find((view) => view.name === name)?.render(facts, reader(language), {});
  if (drawn == null) throw new Error('Nothing was drawn.');
  return drawn;
}

const entry = (
  kind: IncidentEntryKind,
  data: IncidentEntry['data'],
  by: string | null = 'U0PERSON1',
): IncidentEntry => ({
  ...{ id: 'e1', incidentId: 'i', kind, at: begun, by, data, place: 'p' },
});
const many = {
  people: [...people, 'contact:night-desk', 'rota:evenings', 'S0GROUP', 'system'],
  ways: ['slack', 'sms', 'call', 'email', 'webhook', 'pagerduty'],
  because: Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? 'away' : hostile)),
};

describe.each(['en', 'tr'])('in %s', (language) => {
  test.each(['triggered', 'acknowledged', 'resolved'] as const)(
    'the post of one that is %s is within what Slack takes',
    (state) => {
      for (const length of ['shortest', 'longest'] as const) {
        const handing = entry('handing', { userId: 'U0PERSON5' });
        expect(
          faultsOf(draw('incident-board', shownWith(length, state, length === 'longest' ? [handing] : []), language)),
        ).toEqual([]);
      }
    },
  );

  test('every line is within what Slack takes, and says something else than the others', () => {
    const lines: [IncidentEntryKind, IncidentEntry['data'], (string | null)?][] = [
      ...(['raised', 'joined', 'exhausted', 'acknowledged', 'resolved', 'false-alarm', 'reopened'] as const).map(
        (kind): [IncidentEntryKind, IncidentEntry['data']] => [kind, {}],
      ),
      ['paged', many],
      ['not-reached', many],
      ['paged-again', { userId: 'U0PERSON2' }],
      ['passed-on', {}],
      ['passed-on', {}, null],
      ['added', { userId: 'U0PERSON2' }],
      ['update', {}],
      ['update', {}, null],
      ['changed', { severity: 'major' }],
      ['changed', { role: 'lead', userId: 'U0PERSON2' }],
      ['changed', { role: 'contact', userId: 'U0PERSON2' }],
      ['handing', { userId: 'U0PERSON2' }],
      ['handed', { from: 'U0PERSON2' }],
    ];
    for (const length of ['shortest', 'longest'] as const) {
      const texts = lines.map(([kind, data, by]) => {
        const words = length === 'longest' && ['joined', 'update'].includes(kind) ? hostile.slice(0, 3000) : null;
        const told = entry(kind, data, by === undefined ? 'U0PERSON1' : by);
        const drawn = draw(
          'incident-line',
          { shown: shownWith(length, 'acknowledged', [told]), entry: told, words },
          language,
        );
        expect(faultsOf(drawn), kind).toEqual([]);
        expect(drawn.text).toMatch(/^02:00 {2}\S/);
        return drawn.text;
      });
      expect(new Set(texts).size).toBe(lines.length);
    }
  });
});

test('names why somebody was not reached in plain words, and a code only where there is nothing better', () => {
  const shown = shownWith('shortest', 'triggered', []);
  const missed = {
    people: ['contact:desk', 'rota:evenings', 'S0G'],
    because: ['no-way', 'nobody-there', 'user_disabled'],
  };
  const told = entry('not-reached', missed, null);
  expect(draw('incident-line', { shown, entry: told, words: null }, 'en').text).toBe(
    '02:00  Not reached: desk (no phone or address is known), whoever is on call in evenings (nobody was there), and a user group (their Slack account cannot be written to).',
  );
  const refused = entry('not-reached', { people: ['system'], ways: ['webhook'], because: ['http 500'] }, null);
  expect(draw('incident-line', { shown, entry: refused, words: null }, 'en').text).toBe(
    '02:00  Not reached by webhook: it did not go through: http 500.',
  );
});
