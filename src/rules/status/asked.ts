/** What somebody wants of `/rules report`: read from what they typed behind it. Pure. */
import type { ReportKind } from '../../agreement/status.ts';

/** `kind` null: whichever comes next. */
export type Asked = { kind: ReportKind | null } & (
  | { what: 'report' | 'now' | 'skip' | 'back' }
  | { what: 'ask'; userId: string | null }
);

const WORDS: Record<string, 'now' | 'skip' | 'back' | 'ask'> = {
  ask: 'ask',
  now: 'now',
  skip: 'skip',
  back: 'back',
  undo: 'back',
};

/** Takes the whole text of the command; what it does not know is asking how far it is. */
export function readAsked(words: string): Asked {
  const [first = '', ...rest] = words.trim().toLowerCase().split(/\s+/).slice(1);
  const what = WORDS[first] ?? 'report';
  const kind = rest.includes('monthly') ? 'monthly' : rest.includes('weekly') ? 'weekly' : null;
  if (what !== 'ask') return { what, kind };
  const userId = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(words)?.[1] ?? null;
  return { what, kind, userId };
}
