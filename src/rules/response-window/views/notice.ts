/** The notices about one matter: one drawing for all of them, with a first line of its own for each. */

import type { KnownBlock } from '@slack/types';
import { section } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDuration } from '../../../language/messages.ts';
import { ruleName } from '../load.ts';
import { say } from '../words.ts';
import { buttonsOf } from './buttons.ts';
import { askedLine, insteadLine, linkLine, meanwhileLines, nameOf, settledLine, stateLines, time } from './lines.ts';
import { loadMatter, loadNames, type Matter, type Names } from './matter.ts';

const longestQuote = 1500;

/** Slack's names for what is the account's fault, and lasts. */
const accountGone = ['user_disabled', 'account_inactive', 'user_not_found', 'users_not_found', 'is_bot'];

type NoticeFacts = { matter: Matter | null; others: Others; lateBy: number; settled: number };

/** People whom a notice names besides those of its matter, and whether the one it was meant for has left. */
type Others = { names: Names; isGone: boolean };

/** A notice that leaves this much after its time (milliseconds) says that it is late. */
const punctual = 2 * 60_000;
type Headline = (matter: Matter, reader: Reader, data: ViewData, others: Others) => string;

const due = (matter: Matter, reader: Reader) => ({
  client: escapeName(matter.client),
  due: time(matter.reply.dueAt, reader),
  overdue: matter.reply.dueAt <= reader.now ? 'yes' : 'no',
});

const headlines = {
  warning: (matter, reader) => say(reader.language, 'headline.warning', due(matter, reader)),
  breach: (matter, reader) => say(reader.language, 'headline.breach', due(matter, reader)),
  repeat: (matter, reader) => say(reader.language, 'headline.repeat', due(matter, reader)),
  reminder: (matter, reader) => say(reader.language, 'headline.reminder', due(matter, reader)),
  handed: (matter, reader, { by }, others) =>
    say(reader.language, 'headline.handed', { ...due(matter, reader), by: nameOf(others.names, textOf(by), reader) }),
  undeliverable: (matter, reader, { meantFor, because }, others) => {
    const why = whyUnreached(textOf(because) ?? '', others, reader);
    const person = nameOf(others.names, textOf(meantFor), reader);
    return say(reader.language, 'headline.undeliverable', { ...due(matter, reader), person, because: why });
  },
} satisfies Record<string, Headline>;

function whyUnreached(code: string, { isGone }: Others, { language }: Reader): string {
  if (isGone || accountGone.includes(code)) return say(language, 'because.account');
  if (code === 'not_staff') return say(language, 'because.not-staff');
  return say(language, 'because.other', { code: escapeMrkdwn(code) });
}

/** One view per notice, named as it is said. */
export const notices: View<NoticeFacts>[] = Object.entries<Headline>(headlines).map(([name, headline]) => ({
  name,
  load: async (ask, data, reader) => {
    const matter = await loadMatter(ask, textOf(data.subject) ?? '', reader);
    const persons = [data.by, data.meantFor, data.standsInFor].filter((one) => typeof one === 'string');
    const names = await loadNames(ask, persons, matter?.agreement ?? null);
    const meantFor = textOf(data.meantFor);
    const isGone = meantFor !== null && (await ask('person', { userId: meantFor }))?.isDeleted === true;
    const settled = await settledMeanwhile(ask, data, reader);
    return { matter, others: { names, isGone }, lateBy: await lateness(ask, data, reader.now), settled };
  },
  render: ({ matter, others, lateBy, settled }, reader, data) => {
    if (matter === null) return plainly(say(reader.language, 'settled.gone'));
    const instead = textOf(data.standsInFor);
    const small = [
      ...(instead === null ? [] : [insteadLine(others.names, instead, reader)]),
      ...meanwhileLines(settled, reader),
    ];
    return drawn(matter, reader, { headline: headline(matter, reader, data, others), small, lateBy });
  },
}));

/** Of how many others a notice was held back together with this one and then not needed. */
export async function settledMeanwhile(ask: Ask, { heldUntil }: ViewData, { userId }: Reader): Promise<number> {
  if (typeof heldUntil !== 'number' || userId === null) return 0;
  return ask('settledMeanwhile', { userId, heldUntil });
}

/** How long after its time it left, or leaves now: the process was down, or Slack made us wait. */
async function lateness(ask: Ask, { subject, key, toldFor }: ViewData, now: number): Promise<number> {
  if (typeof subject !== 'string' || typeof toldFor !== 'number') return 0;
  const said = await ask('said', { rule: ruleName, subject });
  return (said.find((one) => one.key === key)?.sentAt ?? now) - toldFor;
}

type Said = { headline: string; small: string[]; lateBy: number };

function drawn(matter: Matter, reader: Reader, { headline, small: first, lateBy }: Said): Rendered {
  const settled = settledLine(matter, reader);
  const title = settled ?? headline;
  const late = settled === null && lateBy > punctual ? [lateLine(lateBy, reader)] : [];
  // Whoever runs the bot is told that something waits, never what the client said.
  const asked = reader.userId === null ? [] : [askedLine(matter, reader, longestQuote)];
  const unheard = settled === null && matter.isUnheard ? [say(reader.language, 'unheard')] : [];
  const small = [...first, ...unheard, ...stateLines(matter, reader), ...late, linkLine(matter, reader)];
  const buttons = reader.userId === null ? null : buttonsOf(matter, reader);
  const blocks: KnownBlock[] = [
    section(`*${title}*`),
    ...asked.map(section),
    { type: 'context', elements: [{ type: 'mrkdwn', text: small.join('\n') }] },
    ...(buttons === null ? [] : [buttons]),
  ];
  return { text: [title, ...asked, ...small].join('\n'), blocks };
}

function lateLine(lateBy: number, { language }: Reader): string {
  return say(language, 'late', { late: formatDuration(lateBy, language) });
}

/** A message of one line. */
export function plainly(text: string): Rendered {
  return { text, blocks: [section(text)] };
}

/** A value of a view's data that is text. */
export function textOf(value: ViewData[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
