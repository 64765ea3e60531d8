import { type Change, ONLY_LAYOUT } from '../agreement/diff.ts';
import type { ApplyPlan } from '../agreement/version.ts';
import type { Moved } from '../engine/open-questions.ts';
import { instantText } from './instant.ts';
import { emphasise, type Terminal } from './terminal.ts';

/** One file and what came of it. */
export type Applied = {
  path: string;
  id: string;
  plan: ApplyPlan;
  /** What became of questions that wait; null where the file is no agreement or nothing changed. */
  moved: Moved | null;
  /** Whether the new version's number stands in the file. */
  isWrittenBack: boolean;
};

/** What came of applying a file, as lines for people; instants in `zone`. */
export function planLines(
  terminal: Terminal,
  { path, id, plan, moved, isWrittenBack }: Applied,
  zone: string,
): string[] {
  const title = `${path}: ${outcomeOf(id, plan)}`;
  const emphasis = plan.kind === 'refused' ? 'red' : 'green';
  return [
    emphasise(terminal, emphasis, title),
    ...differences(plan),
    ...(moved === null ? [] : becameOf(moved, zone)),
    ...(hasVersion(plan) && !isWrittenBack
      ? [`  The file itself was left as it is; its next version is made from ${plan.version}.`]
      : []),
  ];
}

const hasVersion = (plan: ApplyPlan) => plan.kind === 'first' || plan.kind === 'next';

function outcomeOf(id: string, plan: ApplyPlan): string {
  switch (plan.kind) {
    case 'first':
    case 'next':
      return `${id}, version ${plan.version}, is in force now`;
    case 'unchanged':
      return `nothing to do, it says what version ${plan.version} says, which is in force`;
    case 'refused':
      return `refused: ${plan.message}`;
  }
}

function differences(plan: ApplyPlan): string[] {
  if (plan.kind === 'refused') {
    return ['  It differs from what is in force:', ...listed(plan.difference), ...lostLines(plan.lost, 'would be')];
  }
  if (plan.kind !== 'next') return [];
  const changes = plan.changes.length === 0 ? [`  ${ONLY_LAYOUT}`] : listed(plan.changes);
  return [...changes, ...lostLines(plan.lost, 'were')];
}

const listed = (changes: readonly Change[]) => changes.map(({ text }) => `    ${text}`);

function lostLines(lost: readonly Change[], verb: string): string[] {
  if (lost.length === 0) return [];
  return [`  Of what was agreed since then, these ${verb} lost:`, ...listed(lost)];
}

function becameOf({ waiting, changed }: Moved, zone: string): string[] {
  if (waiting === 0) return ['  No question waits for an answer.'];
  const waits = waiting === 1 ? '1 question waits' : `${waiting} questions wait`;
  if (changed.length === 0) return [`  ${waits} for an answer; no due time moved.`];
  const due = (at: number | null) => (at === null ? 'not counted' : instantText(at, zone));
  return [
    `  ${waits} for an answer; ${changed.length} due ${changed.length === 1 ? 'time' : 'times'} moved (${zone}):`,
    ...changed.map(({ link, before, after }) => `    ${due(before.dueAt)} → ${due(after.dueAt)}  ${link}`),
  ];
}
