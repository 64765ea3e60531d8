/** What a form gave back: decided, a line each; who does what until when; what is for the next time. What is wrong, by field. */
import type { FormValues } from '../../engine/event.ts';
import type { RecapAction, RecapWords } from '../../engine/meeting-recap.ts';
import { LONGEST_LINE, LONGEST_NEXT, MOST_ACTIONS, MOST_DECIDED } from './record.ts';
import type { Key } from './words.ts';

/** The rows of a form for what somebody does are numbered from 1. */
export const rowsOf = (): number[] => Array.from({ length: MOST_ACTIONS }, (_, index) => index + 1);

/** Everybody whom a form names, each once. */
export function whoFields(values: FormValues): string[] {
  const named = rowsOf().map((row) => String(values[`who-${row}`] ?? ''));
  return [...new Set(named)].filter((id) => id !== '');
}

/** How many rows a form has, by the fields that came with a press in it. */
export function rowsIn(entered: FormValues): number {
  return Math.max(0, ...rowsOf().filter((row) => `what-${row}` in entered));
}

type Known = {
  /** What was written before, by which an action that was changed stays the same one. */
  before: RecapWords | null;
  sides: ReadonlyMap<string, string>;
  /** The date of the meeting where the client is: nothing is due before it. */
  date: string;
  /** What a new action's id begins with. */
  id: string;
};

/** What was written, or what is wrong with it. */
export function readFilledIn(
  values: FormValues,
  known: Known,
): { words: RecapWords } | { errors: Record<string, Key> } {
  const errors: Record<string, Key> = {};
  const decided = linesOf(String(values.decided ?? ''));
  if (decided.length > MOST_DECIDED) errors.decided = 'error.most';
  else if (decided.some((line) => line.length > LONGEST_LINE)) errors.decided = 'error.long';
  const actions = rowsOf().flatMap((row) => actionIn(values, row, known, errors));
  const next = linesOf(String(values.next ?? ''))
    .join('\n')
    .slice(0, LONGEST_NEXT);
  if (decided.length === 0 && actions.length === 0 && Object.keys(errors).length === 0) errors.decided = 'error.empty';
  return Object.keys(errors).length > 0 ? { errors } : { words: { decided, actions, next } };
}

function actionIn(
  values: FormValues,
  row: number,
  { before, sides, date, id }: Known,
  errors: Record<string, Key>,
): RecapAction[] {
  const what = linesOf(String(values[`what-${row}`] ?? '')).join(' ');
  const owner = String(values[`who-${row}`] ?? '');
  const dueOn = String(values[`when-${row}`] ?? '') || null;
  if (what === '') return [];
  if (what.length > LONGEST_LINE) errors[`what-${row}`] = 'error.long';
  if (owner === '') errors[`who-${row}`] = 'error.who';
  else if (!['staff', 'client'].includes(sides.get(owner) ?? '')) errors[`who-${row}`] = 'error.neither';
  if (dueOn !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(dueOn) || dueOn < date)) errors[`when-${row}`] = 'error.when';
  return [{ id: before?.actions[row - 1]?.id ?? `${id}-${row}`, what, owner, dueOn }];
}

/** Lines with something in them, without what begins a list where people type one. */
export function linesOf(text: string): string[] {
  const clean = text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
  return clean.split(/\r\n?|\n/).flatMap((line) => {
    const said = line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '').trim();
    return said === '' ? [] : [said];
  });
}
