import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Absence } from '../../../engine/absence.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { away } from '../rule.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 23, 9, 20);
const hostile = `<!channel> *Mira* & <@U0EVIL> `.repeat(9);
const people = {
  owner: { id: 'U0MIRA' },
  backup: { id: 'U0JONAS' },
  managers: [{ id: 'U0RUTH' }],
  staff: Array.from({ length: 40 }, (_, index) => ({ id: `U0S${index}` })),
};

type World = { name: string; client: string; absences: number; open: number; isSettled: boolean };

/** As many absences and questions of Mira's as are wanted, all of them named so. */
function askOf({ name, client, absences, open, isSettled }: World): Ask {
  const agreement = { id: 'nova', status: 'active', client: { name: client }, people } as unknown as Agreement;
  const absence = (userId: string, index: number): Absence => {
    return {
      id: `A${index}`,
      userId,
      since: now - HOUR,
      until: now + (index + 1) * HOUR,
      backup: 'U0JONAS',
      setBy: userId,
    };
  };
  const conversation = (id: string) => ({
    ...{ id, clientId: 'nova', channelId: 'C', messages: ['1.1'], asker: 'U0ANNA', askedAt: now, pauses: [] },
    ...{ takenBy: 'U0JONAS', handedTo: null, chosen: { priority: null, owner: null, dueAt: null } },
    settled: isSettled ? { at: now, how: 'replied', by: 'U0JONAS' } : null,
  });
  const answers: Record<string, (given: { userIds: string[]; id: string; subjects: string[] }) => unknown> = {
    agency: () => null,
    agreement: () => agreement,
    person: () => ({ name }),
    channel: () => ({ clientId: 'nova', name: 'nova' }),
    clientsServedBy: () => [{ clientId: 'nova', name: client }],
    absences: ({ userIds }) => Array.from({ length: absences }, (_, index) => absence(userIds[0] ?? '', index)),
    absence: () => absence('U0MIRA', 0),
    conversation: ({ id }) => conversation(id),
    emergencyTalks: () => [],
    openConversations: () => Array.from({ length: open }, (_, index) => conversation(`C:${index}`)),
    deadlines: ({ subjects }) =>
      subjects.map((subject) => ({ subject, name: 'reply', state: 'pending', dueAt: now + HOUR })),
    link: () => 'https://harbourstudio.slack.com/archives/C0NOVA/p1789372800000100',
    words: () => (open > 1 ? hostile.repeat(12) : 'When do you print?'),
  };
  return (async (asked: string, given: never) => answers[asked]?.(given)) as unknown as Ask;
}

const short: World = { name: 'Mira', client: 'Nova', absences: 0, open: 0, isSettled: false };
const long: World = { name: hostile, client: hostile.slice(0, 80), absences: 60, open: 60, isSettled: false };
const subjects = Array.from({ length: 60 }, (_, index) => `C:${index}`);
const standing = { subjects, standsInFor: 'U0MIRA', until: now + 48 * HOUR };
const cases: [string, ViewData][] = [
  ['away', { what: 'list' }],
  ['away', { what: 'noted', absence: 'A0', isBackupAway: true, replaced: 2 }],
  ['away', { what: 'ended', userId: 'U0MIRA', since: now, until: now + HOUR }],
  ['away', { what: 'unreadable' }],
  ['standing-in', standing],
  ['standing-in', { ...standing, until: now - HOUR, unreached: ['U0JONAS'] }],
  ['away-back', { userId: 'U0MIRA' }],
  ['away-noted', { absence: 'A0', by: 'U0RUTH' }],
];

async function drawn(world: World, language: string, [view, data]: [string, ViewData]) {
  const reader: Reader = { userId: 'U0MIRA', language, timeZone: 'Europe/Istanbul', side: 'staff', now };
  const found = away.views.find(({ name }) => name === view);
  return found?.render(await found.load(askOf(world), data, reader), reader, data) ?? null;
}

describe.each(['en', 'tr'])('in %s', (language) => {
  test('everything people read, at its shortest', async () => {
    const texts = [];
    for (const [view, data] of cases) {
      const few: ViewData = 'subjects' in data ? { ...data, subjects: ['C:0'] } : data;
      texts.push((await drawn({ ...short, absences: 1, open: 1 }, language, [view, few]))?.text);
    }
    expect(texts).toMatchSnapshot();
  });

  test('at its longest fits into a message, and nobody’s markup becomes ours', async () => {
    for (const one of cases) {
      const rendered = await drawn(long, language, one);
      expect(rendered?.text.length, one.join()).toBeLessThan(4000);
      expect(rendered?.blocks.length).toBeLessThanOrEqual(50);
      for (const block of rendered?.blocks ?? []) {
        if (block.type === 'section') expect(block.text?.text.length).toBeLessThan(3000);
      }
      expect(rendered?.text).not.toMatch(/<!channel>|<@U0EVIL>/);
    }
  });
});
