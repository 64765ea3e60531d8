/** The review as staff have it before them: how it went in figures, what the client says, what is written, what is to be done. */
import type { Button } from '@slack/types';
import { button, plain } from '../../../engine/blocks.ts';
import { pagedInVain, timesOf, updatesOf } from '../../../engine/incident-figures.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatDate, formatDuration } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { at, context, loadShown, message, nameOf, type Shown } from './parts.ts';
import { timeline } from './timeline.ts';

const MOST_NAMES = 6;

export const board: View<Shown | null> = {
  name: 'review-board',
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown) => (shown?.incident.state === 'resolved' ? null : 'goes-on'),
  render: (shown, reader) => (shown === null ? null : drawn(shown, reader)),
};

/** The same as a private answer. */
export function drawn(shown: Shown, reader: Reader): Rendered {
  const { language } = reader;
  const lines = [
    `*${titleOf(shown, language)}*`,
    ...figures(shown, reader),
    verdict(shown, language),
    state(shown, reader),
    ...toDo(shown, reader),
  ];
  return message(lines, [
    context(timeline(shown, reader).join('\n')),
    { type: 'actions', elements: buttons(shown, language) },
  ]);
}

/** Whose emergency it is, and which. */
export function titleOf({ agreement, incident }: Shown, language: string): string {
  return say(language, 'board.title', { client: escapeName(agreement.client.name), number: incident.number ?? 0 });
}

function figures({ incident, entries, names }: Shown, { language }: Reader): string[] {
  const { toAcknowledge, toResolve } = timesOf(incident, entries);
  const { kept, late } = updatesOf(entries);
  const vain = pagedInVain(entries).map((one) =>
    /^[UW][A-Z0-9]+$/.test(one) ? nameOf(names, one) : escapeName(one.replace(/^[a-z]+:/, '')),
  );
  const length = (time: number | null) => (time === null ? 'none' : formatDuration(time, language));
  return [
    say(language, 'board.times', {
      hasTaken: toAcknowledge === null ? 'no' : 'yes',
      taken: length(toAcknowledge),
      resolved: length(toResolve),
    }),
    say(language, 'board.updates', { kept, late }),
    ...(vain.length === 0 ? [] : [say(language, 'board.vain', { who: listed(vain, language) })]),
  ];
}

function listed(names: string[], language: string): string {
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `+${names.length - MOST_NAMES}`] : names;
  return new Intl.ListFormat(language).format(shown);
}

function verdict({ review, names, incident }: Shown, language: string): string {
  if (incident.how === 'false-alarm') return say(language, 'board.false-alarm');
  if (review.answers.length === 0) return say(language, 'board.unanswered');
  const answers = review.answers
    .slice(0, MOST_NAMES)
    .map(({ by, answer }) => say(language, `answer.${answer}` satisfies Key, { name: nameOf(names, by) }));
  return say(language, 'board.answers', { answers: answers.join(', ') });
}

function state({ review, names }: Shown, reader: Reader): string {
  const { language } = reader;
  const { writtenAt, writtenBy, shownAt, shownBy, finishedAt, finishedBy } = review;
  const line = (key: Key, by: string | null, when: number | null) =>
    say(language, key, { name: nameOf(names, by), at: at(when, reader) });
  return [
    writtenAt === null ? say(language, 'board.unwritten') : line('board.written', writtenBy, writtenAt),
    ...(shownAt === null ? [] : [line('board.shown', shownBy, shownAt)]),
    ...(finishedAt === null ? [] : [line('board.finished', finishedBy, finishedAt)]),
  ].join(' ');
}

function toDo(shown: Shown, reader: Reader): string[] {
  if (shown.followUps.length === 0) return [];
  return [
    say(reader.language, 'board.to-do'),
    ...shown.followUps.map((one) => `• ${followUpLine(one, shown, reader)}`),
  ];
}

/** One thing to be done, as a line. */
export function followUpLine(one: Shown['followUps'][number], { names }: Pick<Shown, 'names'>, reader: Reader): string {
  const { language } = reader;
  return say(language, 'follow-up.line', {
    what: one.words === null ? say(language, 'words.gone') : escapeName(one.words),
    name: nameOf(names, one.owner),
    date: formatDate(one.dueOn, reader),
    state: one.state,
  });
}

function buttons({ incident, review }: Shown, language: string): Button[] {
  const { id } = incident;
  const isShown = review.shownAt !== null;
  const write = button('review-write', say(language, review.place === null ? 'button.write' : 'button.edit'), id);
  const sure = {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text')),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
  return [
    review.place === null ? { ...write, style: 'primary' } : write,
    button('review-follow-ups', say(language, 'button.follow-ups'), id),
    ...(review.place === null
      ? []
      : [button('review-show', say(language, isShown ? 'button.show-again' : 'button.show'), id)]),
    ...(isShown ? [{ ...button('review-take-back', say(language, 'button.take-back'), id), confirm: sure }] : []),
    review.finishedAt === null
      ? button('review-finish', say(language, 'button.finish'), id)
      : button('review-open-again', say(language, 'button.open-again'), id),
  ];
}
