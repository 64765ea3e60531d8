/** What a button or the form asks for, read; and a choice as a button carries it. */
import type { FormValues } from '../../engine/event.ts';
import type { NoticeChoice } from '../../engine/notice-choice.ts';
import { type Key, say } from './words.ts';

export const levels = ['each', 'hourly', 'daily'] as const;

/** Until somebody chooses. */
export const usual: NoticeChoice = { level: 'each', quiet: null };

/** `hourly|19:00|08:00`, without quiet hours `hourly||`. */
export function asText({ level, quiet }: NoticeChoice): string {
  return [level, quiet?.from ?? '', quiet?.until ?? ''].join('|');
}

/** Null where it is no such text. */
export function fromText(text: string): NoticeChoice | null {
  const [chosen, from = '', until = ''] = text.split('|');
  const level = levels.find((one) => one === chosen);
  if (level === undefined) return null;
  if (from === '' && until === '') return { level, quiet: null };
  return isTime(from) && isTime(until) && from !== until ? { level, quiet: { from, until } } : null;
}

/** Reads the form; what is wrong is the field's error, worded in `language`. */
export function readForm(values: FormValues, language: string): NoticeChoice | { errors: Record<string, string> } {
  const level = levels.find((one) => one === values.level);
  const [from, until] = [values.from ?? null, values.until ?? null];
  const error = (field: string, key: Key) => ({ errors: { [field]: say(language, key) } });
  if (level === undefined) return error('level', 'error.level');
  if (from === null && until === null) return { level, quiet: null };
  if (!isTime(from) || !isTime(until)) return error(isTime(from) ? 'until' : 'from', 'error.both');
  return from === until ? error('until', 'error.same') : { level, quiet: { from, until } };
}

function isTime(value: string | number | null): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}
