/** What became of applying an agreement, in words. Instants are epoch milliseconds. */
import type { AppliedAgreement } from '../../../contract.ts';
import { momentText } from '../../clock/moments.ts';

export type Moved = Extract<AppliedAgreement, { outcome: 'applied' }>['moved'][number];

/** `2 problems`, `1 problem`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** The outcome in one sentence. */
export function outcomeSentence(applied: AppliedAgreement): string {
  switch (applied.outcome) {
    case 'broken':
      return `Not applied: ${counted(applied.problems.length, 'problem')} to mend first.`;
    case 'refused':
      return `Not applied. ${applied.message}`;
    case 'unchanged':
      return `Nothing to apply: this is version ${applied.version}, as it is in force.`;
    case 'applied':
      return `Version ${applied.version} is in force. ${waitingSentence(applied.waiting, applied.moved.length)}`;
  }
}

function waitingSentence(waiting: number, moved: number): string {
  if (waiting === 0) return 'No question waits for an answer.';
  const waits = counted(waiting, 'question waits', 'questions wait');
  if (moved === 0) return `${waits} for an answer; none is due at another time.`;
  return `${waits} for an answer; ${moved === 1 ? 'one is' : `${moved} are`} due at another time now.`;
}

/** One due time that moved: `Mon 23 Nov, 10:50 → 11:50`, in the zone given. */
export function movedText({ before, after }: Moved, timeZone: string): string {
  if (before === null && after === null) return 'not counted before, nor now';
  if (before === null) return `not counted before → due ${momentText(after ?? 0, timeZone)}`;
  if (after === null) return `was due ${momentText(before, timeZone)} → no longer counted`;
  const [was, is] = [momentText(before, timeZone), momentText(after, timeZone)];
  const sameDay = was.split(',')[0] === is.split(',')[0];
  return `due ${was} → ${sameDay ? is.split(', ')[1] : is}`;
}
