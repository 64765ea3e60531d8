/** Short words when something about a report wants somebody: its hour has passed, it could not be posted, or none goes. */
import { sections } from '../../../engine/blocks.ts';
import type { Report } from '../../../engine/report.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { previous } from '../archive.ts';
import { sendableUntil } from '../record.ts';
import { type Key, say } from '../words.ts';
import { actions, type Draft, loadDraft, stateLines } from './draft.ts';
import { message, nameOf } from './parts.ts';

export const late: View<Draft | null> = {
  name: 'report-late',
  load: (ask, { report }) => loadDraft(ask, report),
  render: (facts, reader) => (facts === null ? null : withActions(facts, reader, stateLines(facts, reader))),
};

/** Why Slack, or the gate, would not take it. */
const reasons: readonly string[] = ['is_archived', 'not_in_channel', 'channel_not_found', 'not_permitted', 'nowhere'];

export const undelivered: View<Draft | null> = {
  name: 'report-undelivered',
  load: (ask, { report }) => loadDraft(ask, report),
  render: (facts, reader, { because }) => {
    if (facts === null) return null;
    const { report, agreement, kept } = facts;
    if (report.state !== 'draft') return withActions(facts, reader, stateLines(facts, reader));
    const why = reasons.includes(String(because)) ? String(because) : 'other';
    const text = say(reader.language, 'undelivered', {
      kind: report.kind,
      client: escapeName(agreement.client.name),
      why,
      until: formatInstant(sendableUntil(agreement, report, kept), reader),
    });
    return withActions(facts, reader, [text]);
  },
};

type Figured = { draft: Draft; by: string } | null;

/** For whoever approved it: its figures are others now. */
export const figures: View<Figured> = {
  name: 'report-figures',
  load: async (ask, { report, by }) => {
    const draft = await loadDraft(ask, report);
    const person = await ask('person', { userId: String(by) });
    return draft === null ? null : { draft, by: escapeName(person?.name ?? '') || `<@${String(by)}>` };
  },
  pointless: (facts) =>
    facts?.draft.report.state === 'draft' && facts.draft.report.approvedBy === null ? null : 'settled',
  render: (facts, reader) => {
    if (facts === null) return null;
    const { report, agreement } = facts.draft;
    const values = { kind: report.kind, client: escapeName(agreement.client.name), name: facts.by };
    const isOpen = report.state === 'draft' && report.approvedBy === null;
    const lines = isOpen ? [say(reader.language, 'figures-changed', values)] : stateLines(facts.draft, reader);
    return withActions(facts.draft, reader, lines);
  },
};

function withActions(facts: Draft, reader: Reader, lines: string[]): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...actions(facts, reader, true)] };
}

type Twice = { draft: Draft; before: Report | null } | null;

/** For managers: two in a row did not go. */
export const twice: View<Twice> = {
  name: 'report-twice',
  load: async (ask, { report }) => {
    const draft = await loadDraft(ask, report);
    return draft === null ? null : { draft, before: await previous(ask, draft.report) };
  },
  pointless: (facts) => (facts?.draft.report.state === 'skipped' ? null : 'settled'),
  render: (facts, reader) => {
    if (facts === null) return null;
    const { report, agreement, names } = facts.draft;
    const values = {
      kind: report.kind,
      client: escapeName(agreement.client.name),
      at: formatInstant(report.goesAt, reader),
      before: facts.before === null ? '' : formatInstant(facts.before.goesAt, reader),
      name: nameOf(names, agreement.people.owner.id),
    };
    return message([say(reader.language, 'twice', values)]);
  },
};

export const said: View<Draft | null> = {
  name: 'report-said',
  load: (ask, { report }) => loadDraft(ask, report),
  render: (facts, reader, { what }) => message([saidText(facts, reader, what)]),
};

/** The private word to whoever asked. */
export function saidText(facts: Draft | null, reader: Reader, what: unknown): string {
  const report = facts?.report;
  const values = {
    kind: report?.kind ?? 'weekly',
    client: escapeName(facts?.agreement.client.name ?? ''),
    at: report === undefined ? '' : formatInstant(report.goesAt, reader),
    name: facts?.report.approvedBy == null ? '' : nameOf(facts.names, facts.report.approvedBy),
  };
  return say(reader.language, `said.${String(what)}` as Key, values);
}
