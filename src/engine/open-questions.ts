/**
 * The questions that wait for an answer, with what rules promised about them, and what a new version of the agreement did
 * to those promises. It only asks and compares; it deliberately neither counts time nor changes anything.
 */
import type { Conversation } from './conversation.ts';
import type { Ask, Deadline } from './facts.ts';
import type { Rule } from './rule.ts';

/** A conversation that waits, with the deadlines that rules keep about it, the next due first. */
export type OpenQuestion = { conversation: Conversation & { clientId: string }; deadlines: Deadline[]; link: string };

/** How every rule names the deadline of an answer to a question, whose subject is the conversation. */
export const replyDeadline = 'reply';

/** The rules whose deadlines are asked for. */
type Keeping = readonly Pick<Rule, 'name'>[];

/** What a new version did to the questions that wait; instants in epoch milliseconds, null where none is counted. */
export type Moved = {
  waiting: number;
  changed: { id: string; link: string; before: { dueAt: number | null }; after: { dueAt: number | null } }[];
};

/** All that wait for an answer of these clients, by due time; what is not counted comes last. */
export async function openQuestions(ask: Ask, rules: Keeping, clientIds: string[]): Promise<OpenQuestion[]> {
  const conversations = await ask('openConversations', { clientIds });
  const places = conversations.map(({ channelId, messages }) => ({ channelId, ts: messages[0] ?? '' }));
  const links = await ask('links', { places });
  const deadlines = await deadlinesOf(
    ask,
    rules,
    conversations.map(({ id }) => id),
  );
  const questions = conversations.map((conversation, index): OpenQuestion => {
    return { conversation, deadlines: deadlines.get(conversation.id) ?? [], link: links[index] ?? '' };
  });
  return questions.sort((one, other) => (dueOf(one) ?? Infinity) - (dueOf(other) ?? Infinity));
}

/** Every rule's deadlines about a subject, the next due first. */
export async function deadlinesAbout(ask: Ask, rules: Keeping, subject: string): Promise<Deadline[]> {
  return (await deadlinesOf(ask, rules, [subject])).get(subject) ?? [];
}

/** The same of several subjects, asked for all of them at once. */
async function deadlinesOf(ask: Ask, rules: Keeping, subjects: string[]): Promise<Map<string, Deadline[]>> {
  const found = new Map<string, Deadline[]>();
  for (const { name } of rules) {
    for (const one of await ask('deadlines', { rule: name, subjects, channelIds: [] })) {
      const known = found.get(one.subject);
      if (known === undefined) found.set(one.subject, [one]);
      else known.push(one);
    }
  }
  for (const all of found.values()) all.sort((one, other) => one.dueAt - other.dueAt);
  return found;
}

/** When the next of a question's deadlines is due that nothing has settled; null where none is counted. */
export function dueOf({ deadlines }: Pick<OpenQuestion, 'deadlines'>): number | null {
  return deadlines.find(({ state }) => state === 'pending')?.dueAt ?? null;
}

/** Compares what waited before and after. What was settled or asked in between is nobody's doing here. */
export function movedBetween(before: readonly OpenQuestion[], after: readonly OpenQuestion[]): Moved {
  const changed = after.flatMap((question) => {
    const { id } = question.conversation;
    const old = before.find((one) => one.conversation.id === id);
    const [was, is] = [old === undefined ? null : dueOf(old), dueOf(question)];
    const isSame = old === undefined || was === is;
    return isSame ? [] : [{ id, link: question.link, before: { dueAt: was }, after: { dueAt: is } }];
  });
  return { waiting: after.length, changed };
}
