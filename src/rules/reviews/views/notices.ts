/** What staff are told in their own messages. */
import { button } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, quoteWords } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { followUpLine } from './board.ts';
import { loadShown, message, nameOf, type Shown } from './parts.ts';

const LONGEST_QUOTE = 2000;

/** Somebody of the client says that it was not handled well; drawn again it says what they wrote, or that they changed it. */
export const notQuite: View<Shown | null> = {
  name: 'review-not-quite',
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown, _, { by }) => (answerOf(shown, by) === 'not-quite' ? null : 'changed'),
  render: (shown, { language }, { by }) => {
    if (shown === null) return null;
    const { agreement, incident, names, better } = shown;
    const person = String(by);
    const values = {
      name: nameOf(names, person),
      client: escapeName(agreement.client.name),
      number: incident.number ?? 0,
    };
    const answer = answerOf(shown, person);
    if (answer !== 'not-quite')
      return message([say(language, answer === 'yes' ? 'not-quite.now-yes' : 'not-quite.reopened', values)]);
    const words = better.get(person);
    const quote = words == null ? '' : quoteWords(words, LONGEST_QUOTE, (id) => names.get(id));
    return message([
      say(language, 'not-quite', values),
      ...(quote === '' ? [] : [quote]),
      say(language, 'not-quite.how', values),
    ]);
  },
};

function answerOf(shown: Shown | null, by: unknown) {
  return shown?.review.answers.find((one) => one.by === by)?.answer ?? null;
}

type FollowUpFacts = { shown: Shown; one: Shown['followUps'][number]; isSame: boolean } | null;

/** Something to be done: given, due, or late. Drawn again it says what became of it. */
export const followUp: View<FollowUpFacts> = {
  name: 'review-follow-up',
  mood: 'light',
  load: async (ask, { incident, followUp: id, dueOn }) => {
    const shown = await loadShown(ask, incident);
    const one = shown?.followUps.find((other) => other.id === id);
    return shown === null || one === undefined ? null : { shown, one, isSame: one.dueOn === dueOn };
  },
  pointless: (facts) => (facts?.one.state === 'open' && facts.isSame ? null : 'settled'),
  render: (facts, reader, { what }) => {
    const { language } = reader;
    if (facts === null) return message([say(language, 'follow-up.gone')]);
    const { shown, one } = facts;
    const key = (['given', 'due', 'late'] as const).find((known) => known === what) ?? 'due';
    const lines = [say(language, `follow-up.${key}` satisfies Key, valuesOf(shown)), followUpLine(one, shown, reader)];
    if (one.state !== 'open') return message(lines);
    return message(lines, [
      {
        type: 'actions',
        elements: [
          { ...button('review-follow-up-done', say(language, 'button.done'), one.id), style: 'primary' },
          button('review-follow-up-change', say(language, 'button.move'), one.id),
        ],
      },
    ]);
  },
};

/** Nobody has begun the review: for whoever led the emergency, then for a manager. */
export const reminder: View<Shown | null> = {
  name: 'review-reminder',
  mood: 'light',
  load: (ask, { incident, lead }) => loadShown(ask, incident, typeof lead === 'string' ? [lead] : []),
  pointless: (shown) => (shown === null || isThere(shown) ? 'settled' : null),
  render: (shown, { language }, { what, lead }) => {
    if (shown === null) return null;
    const values = { ...valuesOf(shown), name: typeof lead === 'string' ? nameOf(shown.names, lead) : '' };
    if (isThere(shown)) return message([say(language, 'reminder.over', values)]);
    const write = {
      ...button('review-write', say(language, 'button.write'), shown.incident.id),
      style: 'primary' as const,
    };
    return message(
      [say(language, what === 'manager' ? 'reminder.manager' : 'reminder.lead', values)],
      [
        {
          type: 'actions',
          elements: [write, button('review-finish', say(language, 'button.finish'), shown.incident.id)],
        },
      ],
    );
  },
};

const isThere = ({ review }: Shown) => review.place !== null || review.finishedAt !== null;

/** What was to be shown to the client could not be posted. */
export const notShown: View<Shown | null> = {
  name: 'review-not-shown',
  load: (ask, { incident }) => loadShown(ask, incident),
  render: (shown, { language }, { because }) =>
    shown === null
      ? null
      : message([say(language, 'not-shown', { ...valuesOf(shown), because: escapeMrkdwn(String(because ?? '')) })]),
};

function valuesOf({ agreement, incident }: Shown) {
  return { client: escapeName(agreement.client.name), number: incident.number ?? 0 };
}
