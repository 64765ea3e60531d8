/** How far a report is: who has answered, who has not, who stands in, when the draft is made and when it goes. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { agreedReport } from '../../../agreement/reports.ts';
import { REPORT_KINDS } from '../../../agreement/status.ts';
import { section } from '../../../engine/blocks.ts';
import type { Contributor } from '../../../engine/report.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { at, loadShown, message, nameOf, type Shown, valuesOf } from './shown.ts';

/** So many fit beside another report into a message that can be drawn again. */
const MOST_PARTS = 10;

export const progress: View<Shown | null> = {
  name: 'status-progress',
  mood: 'light',
  load: (ask, { report }) => loadShown(ask, report),
  pointless: (shown) => (shown === null || shown.report.state !== 'collecting' ? 'over' : null),
  render: (shown, reader) => (shown === null ? null : message(linesOf(shown, reader))),
};

function linesOf(shown: Shown, reader: Reader): string[] {
  const { report } = shown;
  const { language } = reader;
  const { state, contributors, skippedBecause, postedAt } = report;
  const answered = contributors.filter(({ answeredAt }) => answeredAt !== null).length;
  const values = { ...valuesOf(shown, reader), answered, count: contributors.length };
  if (state === 'skipped')
    return [say(language, 'progress.skipped', { ...values, because: skippedBecause ?? 'other' })];
  if (state === 'posted')
    return [say(language, 'progress.posted', { ...values, at: at(postedAt ?? report.goesAt, reader) })];
  return [
    say(language, titleKey(report), values),
    ...partLines(shown, reader),
    say(language, 'progress.when', { ...values, state }),
  ];
}

function titleKey({ state, contributors }: Shown['report']) {
  if (state === 'draft') return 'progress.draft';
  const hasBegun = contributors.some(({ askedAt, answeredAt }) => askedAt !== null || answeredAt !== null);
  return hasBegun ? 'progress.title' : 'progress.planned';
}

/** A line for each who answers, as many as fit; those who have not answered come first where there are too many. */
function partLines(shown: Shown, reader: Reader): string[] {
  const { contributors } = shown.report;
  if (contributors.length <= MOST_PARTS) return contributors.map((one) => lineOf(shown, one, reader));
  const waiting = contributors.filter(({ answeredAt }) => answeredAt === null);
  const others = contributors.filter(({ answeredAt }) => answeredAt !== null);
  const lines = [...waiting, ...others].slice(0, MOST_PARTS).map((one) => lineOf(shown, one, reader));
  return [...lines, say(reader.language, 'line.more', { count: contributors.length - MOST_PARTS })];
}

function lineOf({ report, names }: Shown, one: Contributor, reader: Reader): string {
  const { language, now } = reader;
  const { userId, standsFor, askAt, askedAt, remindedAt, answeredAt, place } = one;
  const name = nameOf(names, userId);
  const whole = standsFor === null ? name : say(language, 'line.for', { line: name, name: nameOf(names, standsFor) });
  const key =
    answeredAt !== null
      ? place === null
        ? 'line.nothing'
        : 'line.answered'
      : askedAt === null
        ? askAt > now && askAt < report.goesAt && report.state === 'collecting'
          ? 'line.ahead'
          : 'line.unasked'
        : remindedAt === null
          ? 'line.waits'
          : 'line.reminded';
  return say(language, key, {
    name: whole,
    at: at(answeredAt ?? askedAt ?? askAt, reader),
    again: at(remindedAt ?? askAt, reader),
  });
}

type ListFacts = { agreement: Agreement; shown: Shown[] } | null;

/** The same of all that are open with a client, to whoever serves it. */
export const list: View<ListFacts> = {
  name: 'status-list',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const shown = [];
    for (const { id } of await ask('openReports', { clientIds: [agreement.id] })) {
      const one = await loadShown(ask, id);
      if (one !== null) shown.push(one);
    }
    return { agreement, shown };
  },
  render: (facts, reader) => {
    const { language } = reader;
    if (facts === null) return message([say(language, 'said.which')]);
    const { agreement, shown } = facts;
    const client = escapeName(agreement.client.name);
    const isAgreed = REPORT_KINDS.some((kind) => agreedReport(agreement, kind) !== null);
    if (shown.length === 0) return message([say(language, isAgreed ? 'list.none' : 'list.empty', { client })]);
    const title = say(language, 'list.title', { client });
    const each = shown.map((one) => linesOf(one, reader).join('\n'));
    const end = [say(language, 'list.how'), say(language, 'list.zone', { zone: escapeMrkdwn(reader.timeZone) })];
    return {
      text: [title, ...each, ...end].join('\n'),
      blocks: [
        section(title),
        ...each.map(section),
        { type: 'context', elements: end.map((text) => ({ type: 'mrkdwn' as const, text })) },
      ],
    };
  },
};
