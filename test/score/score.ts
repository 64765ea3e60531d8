/**
 * `npm run score`: how well the project's own labelled messages are read, a table for each set. The last is one that
 * nobody tunes on: the only one to judge by. `npm run score -- '["held-out"]'` prints that alone.
 */
import { stdout } from 'node:process';
import { scoreLines } from '../../src/cli/score-table.ts';
import { scoreMessages } from '../../src/language/score.ts';
import { labelledSet } from './labelled-sets.ts';

const sets = { replies: '', requests: 'requests', alarms: 'alarms', 'held-out': 'held-out' } as const;
type SetName = keyof typeof sets;

/** For run.mjs. Prints the tables; precision / recall, from 0 to 1. */
export function run(...names: SetName[]): void {
  for (const name of names.length === 0 ? (Object.keys(sets) as SetName[]) : names) {
    const { rows, scopeOf } = labelledSet(sets[name]);
    stdout.write(`${name}\n${scoreLines(scoreMessages(rows, scopeOf)).join('\n')}\n\n`);
  }
}
