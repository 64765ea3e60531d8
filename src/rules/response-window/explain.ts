/** Says a ruling's reason in words. People are named by Slack's own mention, which shows their name to whoever may see it. */
import type { ViewData } from '../../engine/event.ts';
import type { Reason } from '../../engine/facts.ts';
import type { Reader } from '../../engine/rule.ts';
import { escapeMrkdwn, formatDuration, formatInstant } from '../../language/messages.ts';
import { type ReasonName, reasonNames } from './reasons.ts';
import { undoable } from './undo.ts';
import { say } from './words.ts';

const instants = ['dueAt', 'warnAt', 'settledAt', 'since'];
const durations = ['lateBy'];
const persons = ['by', 'to', 'madeBy', 'unreached'];

/** Asking changes nothing, and is nobody else's business. */
const untold: readonly ReasonName[] = ['asked', 'refused', 'nothing-to-tell'];
type Tellable = Exclude<ReasonName, 'asked' | 'refused' | 'nothing-to-tell'>;
const tellable = reasonNames.filter((name): name is Tellable => !untold.includes(name));

/** The reason as one sentence, in the reader's language and zone; null for what is not worth telling. */
export function explain({ name, data }: Reason, reader: Reader): string | null {
  if (untold.some((one) => one === name)) return null;
  const known = tellable.find((one) => one === name);
  if (known === undefined) return say(reader.language, 'reason.unknown');
  const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, inWords(key, value, reader)]));
  return say(reader.language, `reason.${known}`, values);
}

function inWords(key: string, value: ViewData[string], reader: Reader): string | number {
  const { language } = reader;
  if (value === null) return say(language, 'never');
  if (instants.includes(key) && typeof value === 'number') return formatInstant(value, reader);
  if (durations.includes(key) && typeof value === 'number') return formatDuration(value, language);
  if (persons.includes(key))
    return [value]
      .flat()
      .map((one) => mention(String(one), language))
      .join(', ');
  if (key === 'how') return howInWords(String(value), language);
  const mark = undoable.find((one) => key === 'mark' && one === value);
  if (mark !== undefined) return say(language, `press.${mark}`);
  return typeof value === 'number' ? value : escapeMrkdwn(String(value));
}

function howInWords(how: string, language: string): string {
  const known = (
    ['replied', 'marked-done', 'answered-elsewhere', 'not-a-request', 'deleted', 'edited-away'] as const
  ).find((one) => one === how);
  return known === undefined ? escapeMrkdwn(how) : say(language, `how.${known}`);
}

function mention(id: string, language: string): string {
  return id === 'operator' ? say(language, 'operator') : `<@${escapeMrkdwn(id)}>`;
}
