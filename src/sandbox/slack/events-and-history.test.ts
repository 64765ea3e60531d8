import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Person } from './person.ts';
import { call, eventsOf, type Office, openOffice } from './tests/office.ts';

type Known = { text: string; reactions: string[] };
type Step = {
  who: 'U0ANA' | 'U0BEN';
  what: 'post' | 'answer' | 'broadcast' | 'edit' | 'delete' | 'react';
  pick: number;
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.constantFrom('U0ANA' as const, 'U0BEN' as const),
    what: fc.constantFrom(
      'post' as const,
      'answer' as const,
      'broadcast' as const,
      'edit' as const,
      'delete' as const,
      'react' as const,
    ),
    pick: fc.nat(50),
  }),
  { minLength: 5, maxLength: 30 },
);

/** Does one step on a message picked from those that are there; a step that is not possible is left out. */
async function take(person: Person, step: Step, number: number): Promise<void> {
  const there = person.sees('C0TEAM').messages.filter((message) => message.subtype !== 'tombstone');
  const picked = there[step.pick % Math.max(1, there.length)];
  if (step.what === 'post' || !picked) await person.post('C0TEAM', `words ${number}`);
  else if (step.what === 'answer') await person.post('C0TEAM', `words ${number}`, { thread: picked.ts });
  else if (step.what === 'broadcast')
    await person.post('C0TEAM', `words ${number}`, { thread: picked.ts, broadcast: true });
  else if (step.what === 'react') await person.react('C0TEAM', picked.ts, `emoji${number}`);
  else if (picked.user !== person.id) return;
  else if (step.what === 'edit') await person.edit('C0TEAM', picked.ts, `other words ${number}`);
  else await person.delete('C0TEAM', picked.ts);
}

/** What somebody knows who has heard all events and nothing else. */
function heard(office: Office): Map<string, Known> {
  const known = new Map<string, Known>();
  const events = [...eventsOf(office, 'message'), ...eventsOf(office, 'reaction_added')];
  events.sort((one, other) => (String(one.event_ts) < String(other.event_ts) ? -1 : 1));
  for (const event of events) {
    const inner = event.message as { ts: string; text: string; subtype?: string } | undefined;
    if (event.type === 'reaction_added') {
      known.get((event.item as { ts: string }).ts)?.reactions.push(String(event.reaction));
    } else if (event.subtype === 'message_deleted') {
      known.delete(String(event.deleted_ts));
    } else if (inner) {
      const before = inner.subtype === 'tombstone' ? [] : (known.get(inner.ts)?.reactions ?? []);
      known.set(inner.ts, { text: inner.text, reactions: before });
    } else known.set(String(event.ts), { text: String(event.text), reactions: [] });
  }
  return known;
}

/** What the history says, threads included. */
async function readBack(office: Office): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  type Stored = { ts: string; text: string; reply_count?: number; reactions?: { name: string }[] };
  const note = (message: Stored) =>
    known.set(message.ts, { text: message.text, reactions: (message.reactions ?? []).map((one) => one.name) });
  const { body } = await call(office, 'conversations.history', { channel: 'C0TEAM', limit: 999 });
  for (const message of body.messages as Stored[]) {
    note(message);
    if (!message.reply_count) continue;
    const thread = await call(office, 'conversations.replies', { channel: 'C0TEAM', ts: message.ts });
    const [, ...replies] = thread.body.messages as Stored[];
    expect(replies).toHaveLength(message.reply_count);
    for (const reply of replies) note(reply);
  }
  return known;
}

test('whoever hears all events knows what the history says, whatever people do', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const office = await openOffice(undefined, { limits: { counted: false } });
      try {
        for (const [number, step] of story.entries()) {
          office.clock.now += step.pick;
          await take(office.slack.as(step.who), step, number);
        }
        await office.slack.settled();
        expect(heard(office)).toEqual(await readBack(office));
      } finally {
        await office.close();
      }
    }),
    { numRuns: 30, seed: 20261121 },
  );
});
