/** What every message of this rule is drawn from: goals as they are agreed, and what they came to. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { sections } from '../../../engine/blocks.ts';
import type { KpiRow } from '../../../engine/goal.ts';
import type { Rendered } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { figureText } from '../figure.ts';

/** A month (`2026-11`) by its name, with the year where it is not that of `now`. */
export function monthName(month: string, language: string, thisMonth = month): string {
  const year = month.slice(0, 4) === thisMonth.slice(0, 4) ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(language, { month: 'long', ...year, timeZone: 'UTC' }).format(
    Date.parse(`${month}-01`),
  );
}

/** A figure of a goal, in markup. */
export function figure(value: number, { unit }: Pick<KpiRow, 'unit'>, language: string): string {
  return figureText(value, unit === undefined ? undefined : escapeName(unit), language);
}

/** The client's name, in markup. */
export function clientOf({ client }: Agreement): string {
  return escapeName(client.name);
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
