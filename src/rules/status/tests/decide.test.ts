/** A reminder and an answer in the same second, in either order: nobody who has answered reads that they have not. */
import { expect, test } from 'vitest';
import { loadAgreement } from '../../../agreement/load.ts';
import type { Effect } from '../../../engine/effect.ts';
import type { Event } from '../../../engine/event.ts';
import type { Report } from '../../../engine/report.ts';
import { sections } from '../../index.ts';
import { decide } from '../decide.ts';
import type { Facts } from '../load.ts';
import { type Kept, readKept } from '../record.ts';
import { reminder } from '../views/prompt.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00+01:00`);
const now = at('20T12:30');
const loaded = loadAgreement(
  `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
internalChannel: C0INT
officeHours: { timeZone: Europe/Berlin, weekly: { thu: 09:00-17:00, fri: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
rhythm: { status: { weekly: { when: every Friday 15:00, contributors: [U0MIRA, U0JONAS] } } }
`,
  { fileName: 'nova.yml', sections, template: () => undefined },
);
const part = (userId: string) => ({
  ...{ userId, standsFor: null, askAt: at('19T10:00'), askedAt: at('19T10:00'), remindedAt: at('20T09:00') },
  ...{ answeredAt: null, place: null },
});
const report: Report = {
  ...{ id: 'report:nova:weekly:2026-11-20', clientId: 'nova', kind: 'weekly', plannedFor: '2026-11-20' },
  ...{ goesAt: at('20T15:00'), draftAt: at('20T13:00'), state: 'collecting', agreementVersion: 1 },
  questions: [{ id: 'new', kind: 'text', text: null }],
  ...{ contributors: [part('U0MIRA'), part('U0JONAS')], channelId: 'ours', edited: null, approvedBy: null },
  ...{ approvedAt: null, postedAt: null, postedPlace: null, skippedBecause: null, revision: 5 },
};
const row: Kept = readKept({
  ...{ id: 'd1', clientId: 'nova', channelId: null, rule: 'status', subject: report.id, name: 'report' },
  ...{ dueAt: report.goesAt, ringAt: now, revision: 1, state: 'pending', settledAt: null },
  data: { schema: 1, clientId: 'nova', kind: 'weekly' },
});

function facts(one: Report, kind: 'due' | 'request'): Facts {
  if (!loaded.ok) throw new Error('not read');
  const around = { agreement: loaded.agreement, agency: null, missing: { gone: [], away: [] }, zones: new Map() };
  const asked = { serves: true, named: null, language: 'en' };
  return kind === 'due' ? { kind, row, report: one, ...around } : { kind, row, report: one, ...asked, ...around };
}
const rings = { kind: 'DeadlineDue', rule: 'status', deadlineId: 'd1' } as Event;
const nothing = { kind: 'ButtonPressed', actor: 'U0MIRA', action: 'status-nothing', value: report.id } as Event;
const effectsOf = (event: Event, one: Report): Effect[] =>
  decide({
    event,
    facts: facts(one, event.kind === 'DeadlineDue' ? 'due' : 'request'),
    agreement: null,
    agency: null,
    now,
  }).flatMap(({ effects }) => effects);
const savedIn = (effects: Effect[]): Report => {
  const saved = effects.flatMap((one) => (one.kind === 'save-report' ? [one.report] : []));
  expect(saved).toHaveLength(1);
  return saved[0] ?? report;
};
const remindedIn = (effects: Effect[]) =>
  effects.flatMap((one) => (one.kind === 'say' && one.view === 'status-reminder' ? [one.data.userId] : []));

test('answered first, only the others are reminded', () => {
  const first = effectsOf(nothing, report);
  const answered = savedIn(first);
  expect(answered.revision).toBe(6);
  // What is due of the others is done with it, and the ring finds nothing left to do.
  expect(remindedIn(first)).toEqual(['U0JONAS']);
  expect(remindedIn(effectsOf(rings, answered))).toEqual([]);
});

test('reminded first, the reminder does not leave any more, and the answer is kept', () => {
  const first = effectsOf(rings, report);
  expect(remindedIn(first)).toEqual(['U0MIRA', 'U0JONAS']);
  const after = savedIn(effectsOf(nothing, savedIn(first)));
  expect([after.revision, after.contributors[0]?.answeredAt]).toEqual([7, now]);
  if (!loaded.ok) throw new Error('not read');
  const shown = { report: after, agreement: loaded.agreement, names: new Map(), instead: null, isAway: false };
  const reader = { userId: 'U0MIRA', language: 'en', timeZone: 'Europe/Berlin', side: 'staff', now } as const;
  expect(reminder.pointless?.({ ...shown, part: after.contributors[0] ?? null }, reader, {})).toBe('answered');
  expect(reminder.pointless?.({ ...shown, part: after.contributors[1] ?? null }, reader, {})).toBeNull();
});

test('once more in the same second nothing is said twice, and the last answer hands it on', () => {
  const first = savedIn(effectsOf(rings, report));
  expect(effectsOf(rings, first).filter(({ kind }) => kind === 'say' || kind === 'save-report')).toEqual([]);
  const one = savedIn(effectsOf(nothing, first));
  const both = savedIn(effectsOf({ ...nothing, actor: 'U0JONAS' } as Event, one));
  expect(both.state).toBe('draft');
});
