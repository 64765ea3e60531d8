/** What the owner has: the report as the client would read it, what is missing in it, and what they can do about it. */
import type { Button, KnownBlock } from '@slack/types';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { goalsOf } from '../../../agreement/goals.ts';
import { button, plain, section, sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { standing } from '../../../engine/form-subject.ts';
import { enterGoals, goalMonthSubject } from '../../../engine/goal-entry.ts';
import { monthOfFigures } from '../../../engine/report.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatInstant } from '../../../language/messages.ts';
import { placeOfReason, skippedBy } from '../approving.ts';
import { ruleName } from '../config.ts';
import { headingOf } from '../headings.ts';
import { type Kept, readKept, sendableUntil } from '../record.ts';
import { drawsChart, goesByItself } from '../settings.ts';
import { postKey } from '../subject.ts';
import { loadWhole, type Whole } from '../whole.ts';
import { type Key, say } from '../words.ts';
import { context, nameOf, textOf } from './parts.ts';
import { type Page, readPages } from './reading.ts';

/** So much of it is shown here; the rest can be opened. */
const MOST_BLOCKS = 28;
const LONGEST_QUOTE = 300;

/** As the words for them name them. */
const reasons: Record<string, string> = { 'not-approved': 'unapproved', 'too-late': 'late', trial: 'trial' };

export type Draft = Whole & {
  kept: Kept | null;
  /** Where it stands with the client; null: nowhere. */
  link: string | null;
  /** Why it was left out, in somebody's words; null: nobody said, or they are not kept any more. */
  reason: string | null;
};

/** Loads a report with what is said of it to staff. */
export async function loadDraft(ask: Ask, id: unknown): Promise<Draft | null> {
  const known = typeof id === 'string' ? await ask('report', { id }) : null;
  if (known === null) return null;
  const by = skippedBy(known);
  const whole = await loadWhole(ask, id, [by]);
  if (whole === null) return null;
  const [deadline] = await ask('deadlines', { rule: ruleName, subjects: [known.id], channelIds: [] });
  const stands = known.postedAt === null ? null : await ask('standsAt', { key: postKey(known) });
  const place = by === null ? null : placeOfReason(known, by);
  return {
    ...whole,
    kept: deadline === undefined ? null : readKept(deadline),
    link: stands === null ? null : await ask('link', stands),
    reason: place === null ? null : await ask('words', { channelId: known.channelId, ts: place }),
  };
}

export const draft: View<Draft | null> = {
  name: 'report-draft',
  load: (ask, { report }) => loadDraft(ask, report),
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

function drawn(facts: Draft, reader: Reader): Rendered {
  const { report } = facts;
  const state = stateLines(facts, reader);
  if (report.state !== 'draft') {
    const blocks = [...sections(state), ...actions(facts, reader)];
    return { text: state.join('\n'), blocks };
  }
  const asked = [...state, ...missingLines(facts, reader), ...laterLines(facts, reader)];
  const page = preview(facts, reader);
  const isCut = page.blocks.length > MOST_BLOCKS || page.isMore;
  const about = previewLine(facts, reader);
  return {
    text: textOf([...asked, about, ...page.lines], say(reader.language, 'preview.more')),
    blocks: [
      ...sections(asked),
      { type: 'divider' },
      context(about),
      ...page.blocks.slice(0, MOST_BLOCKS),
      ...(isCut ? [context(say(reader.language, 'preview.more'))] : []),
      { type: 'divider' },
      ...actions(facts, reader, isCut),
    ],
  };
}

/** How it stands, in a line; and when it goes. */
export function stateLines(facts: Draft, reader: Reader): string[] {
  const { report, agreement, names, kept, link, reason } = facts;
  const { language, now } = reader;
  const values = {
    kind: report.kind,
    client: escapeName(agreement.client.name),
    at: formatInstant(report.goesAt, reader),
  };
  const name = report.approvedBy === null ? '' : nameOf(names, report.approvedBy);
  const line = (key: Key, more: Record<string, string> = {}) => [say(language, key, { ...values, ...more })];
  switch (report.state) {
    case 'collecting':
      return line('state.collecting');
    case 'posted':
      return line(link === null ? 'state.posted-plain' : 'state.posted', { name: name || 'none', link: link ?? '' });
    case 'skipped': {
      const by = skippedBy(report);
      const how = by === null ? (reasons[report.skippedBecause ?? ''] ?? 'other') : 'by';
      const left = line('state.skipped', { how, name: by === null ? '' : nameOf(names, by) });
      return reason === null ? left : [...left, `> ${escapeMrkdwn(reason.replaceAll(/\s+/g, ' '))}`];
    }
    default: {
      if (report.goesAt <= now)
        return line('state.late', { until: formatInstant(sendableUntil(agreement, report, kept), reader) });
      if (report.approvedBy !== null) return line('state.approved', { name });
      return line(goesByItself(agreement, report) ? 'state.by-itself' : 'state.open');
    }
  }
}

/** Whose part is missing; the client reads nothing of it. */
function missingLines({ assembled, names, report, current }: Draft, { language }: Reader): string[] {
  const { missing, lost, isEmpty, isQuiet } = assembled;
  const list = (people: readonly { userId: string }[]) => people.map(({ userId }) => nameOf(names, userId)).join(', ');
  const asksForFigures = report.questions.some(({ kind }) => kind === 'kpis');
  const hasFigures = current.figures.some(({ now }) => now !== null);
  return [
    ...(missing.length === 0 ? [] : [say(language, 'missing', { names: list(missing), count: missing.length })]),
    ...(lost.length === 0 ? [] : [say(language, 'lost', { names: list(lost) })]),
    ...(asksForFigures && !hasFigures ? [say(language, 'no-figures')] : []),
    ...(isQuiet && !hasFigures ? [say(language, 'quiet')] : []),
    ...(isEmpty && !isQuiet && !hasFigures ? [say(language, 'empty')] : []),
  ];
}

/** What was answered after somebody had settled the text: it goes in only by hand. */
function laterLines({ assembled, names, agreement }: Draft, { language }: Reader): string[] {
  const quotes = assembled.later.flatMap(({ question, parts }) =>
    parts.map(({ userId, text }) => {
      const cut = [...text.replaceAll(/\s+/g, ' ')];
      const short = cut.length > LONGEST_QUOTE ? `${cut.slice(0, LONGEST_QUOTE - 1).join('')}…` : cut.join('');
      const heading = escapeName(headingOf(question, agreement.client.language));
      return `> ${nameOf(names, userId)}, _${heading}_: ${escapeMrkdwn(short)}`;
    }),
  );
  return quotes.length === 0 ? [] : [say(language, 'later'), ...quotes];
}

function previewLine({ agreement, channel }: Draft, { language }: Reader): string {
  const where = channel === null ? 'none' : `<#${channel.slackChannelId}>`;
  return say(language, 'preview', { client: escapeName(agreement.client.name), channel: where });
}

/** As it would stand there, in the client's language. */
function preview({ current, report, agreement }: Draft, reader: Reader): Page & { isMore: boolean } {
  const asClient = { language: agreement.client.language, now: reader.now, timeZone: zoneOfClient(agreement) };
  const pages = readPages(current, { report, agreement, chart: drawsChart(agreement) }, asClient);
  const [first = { lines: [], blocks: [section('…')], plainer: null }] = pages;
  // A chart that Slack does not take must not keep the draft from its owner.
  return { ...first, blocks: first.plainer ?? first.blocks, isMore: pages.length > 1 };
}

/** What can be done about it now. */
export function actions(facts: Draft, reader: Reader, isCut = false): KnownBlock[] {
  const { report, kept, agreement } = facts;
  const { language, now } = reader;
  const subject = standing(report.id, report.revision);
  const one = (action: string, key: Key) => button(action, say(language, key), subject);
  if (report.state === 'skipped') {
    const isOpen = kept !== null && now < sendableUntil(agreement, report, kept) && report.skippedBecause !== 'trial';
    return isOpen ? row([one('report-take-up', 'button.take-up')]) : [];
  }
  if (report.state !== 'draft') return [];
  const edit = one('report-edit', 'button.edit');
  const send = { ...one('report-send', 'button.send'), confirm: sure(facts, reader) };
  const skip = one('report-skip', 'button.skip');
  const read = isCut ? [one('report-read', 'button.read')] : [];
  const more = [edit, ...figuresButton(facts, reader), ...read, skip];
  if (report.goesAt <= now) return row([{ ...send, style: 'primary' }, ...more]);
  if (report.approvedBy !== null) return row([one('report-unapprove', 'button.unapprove'), send, ...more]);
  return row([{ ...one('report-approve', 'button.approve'), style: 'primary' }, send, ...more]);
}

/** What the goals came to can be entered until it goes. */
function figuresButton({ report, agreement }: Draft, { language }: Reader): Button[] {
  if (!report.questions.some(({ kind }) => kind === 'kpis') || goalsOf(agreement).length === 0) return [];
  const subject = goalMonthSubject(agreement.id, monthOfFigures(report));
  return [button(enterGoals, say(language, 'button.figures'), subject)];
}

const row = (elements: Button[]): KnownBlock[] => [{ type: 'actions', elements }];

function sure({ agreement }: Draft, { language }: Reader) {
  return {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text', { client: agreement.client.name })),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
}
