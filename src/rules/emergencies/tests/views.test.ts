import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { clientSubject } from '../../../engine/client-subject.ts';
import type { ViewData } from '../../../engine/event.ts';
import { messageSubject } from '../../../engine/message-subject.ts';
import type { Reader } from '../../../engine/rule.ts';
import { checkBlocks } from '../../../sandbox/slack/validation/blocks.ts';
import { checkView } from '../../../sandbox/slack/validation/views.ts';
import { views } from '../views/index.ts';
import { asking, incident, now, place, readerId, states } from './longest.ts';

/** Beyond it Slack takes no change of a message any more. */
const LONGEST_TEXT = 4000;

const of = { incident: 'incident-1' };
const whats = (...names: string[]): ViewData[] => names.map((what) => ({ ...of, what }));
const answers = [
  ...['raised', 'joined', 'not-yours', 'not-active', 'no-channel', 'gone', 'which', 'over', 'already', 'yours'],
  ...['still-yours', 'passed-on', 'added', 'not-staff', 'updated', 'resolved', 'false-alarm', 'reopened', 'show'],
  ...['runs-already', 'changed', 'unreadable', 'offer-none', 'offer-over', 'none', 'drill-begun', 'drill-nobody'],
  ...['drill-runs', 'drill-not-now', 'drill-over', 'drill-only', 'drill-ended'],
];

/** What each view is drawn with. A view that is missing here fails. */
const drawnWith: Record<string, ViewData[]> = {
  'emergency-page': [{ ...of, round: 0, step: 0, responder: readerId }],
  'emergency-offer': [{ subject: messageSubject(place) }],
  'emergency-alarming': [
    { subject: messageSubject(place), standsInFor: readerId },
    { subject: messageSubject(place), isBare: true },
  ],
  'emergency-client': [of],
  'emergency-update': [{ ...of, place: 'kept:words', by: readerId }],
  'emergency-form': [{ subject: messageSubject(place) }],
  'emergency-update-form': [{ subject: 'incident-1' }],
  'emergency-add-form': [{ subject: 'incident-1' }],
  'emergency-over': whats(...answers),
  'emergency-said': [
    ...whats(...answers),
    { what: 'list', clientId: 'nova' },
    { ...of, what: 'drill-closed', opensAt: now },
    { ...of, what: 'drill-yours', after: 3_599_000 },
    { ...of, what: 'drill-noted', after: 3_599_000 },
  ],
  'emergency-notice': [
    { ...of, what: 'update-due', dueAt: now },
    { ...of, what: 'handed', by: readerId },
    ...whats('client-not-told', 'exhausted'),
  ],
  'emergency-drill-form': [{ subject: clientSubject('nova') }],
  'emergency-drill-end-form': [{ subject: 'incident-1' }],
  'emergency-drill-report': [of],
};

test('every view is drawn here', () => {
  expect(views.map(({ name }) => name).filter((name) => !(name in drawnWith))).toEqual([]);
});

describe.each(views.map((view) => ({ name: view.name, view })))('$name, with all as long as it may be', ({ view }) => {
  const isClients = view.languages !== undefined;
  const languages = isClients || view.form !== undefined ? LANGUAGES : (['en', 'tr'] as const);

  test.each(languages)('fits into Slack, and calls nobody by what somebody wrote (%s)', async (language) => {
    const reader: Reader = {
      ...{ userId: readerId, language, timeZone: 'Europe/Berlin', now },
      side: isClients ? 'client' : 'staff',
    };
    let count = 0;
    for (const [state, changes] of Object.entries(states)) {
      for (const data of drawnWith[view.name] ?? []) {
        const faults = await faultsOf(view, reader, data, changes);
        expect({ state, data, faults }).toEqual({ state, data, faults: [] });
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(0);
  });
});

async function faultsOf(
  view: (typeof views)[number],
  reader: Reader,
  data: ViewData,
  changes: (typeof states)[string],
): Promise<string[]> {
  const one = incident(changes);
  const ask = asking(reader.language, one, one.state !== 'resolved');
  const facts = await view.load(ask, data, reader);
  const form = view.form?.(facts, reader, data);
  const message = view.render(facts, reader, data);
  const page = view.page?.(facts, reader, data);
  const faults = [];
  if (form !== undefined) faults.push(...checkView(form as unknown as Record<string, unknown>), ...calls(form));
  if (message !== null) {
    faults.push(...checkBlocks(message.blocks, 'message'), ...calls(message));
    if (message.text.trim() === '') faults.push('no text');
    if (message.text.length > LONGEST_TEXT) faults.push(`a text of ${message.text.length}`);
  }
  if (form === undefined && message === null) faults.push('nothing is drawn');
  if (page != null && (page.title.trim() === '' || page.text.trim() === '')) faults.push('a page without words');
  return faults;
}

/** Mentions that somebody's words would make. */
function calls(drawn: unknown): string[] {
  const found = JSON.stringify(drawn).match(/<![a-z]+|<@U0MIRA>|undefined|\{[a-z]+\}/gi) ?? [];
  return [...new Set(found)].map((one) => `calls ${one}`);
}
