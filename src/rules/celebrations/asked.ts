/** Reads what somebody typed after `/rules celebrate`: a list, or something about themselves. */
import { fold, readDay } from '../../language/day-words.ts';

export type Asked =
  | { what: 'list' }
  | { what: 'me' }
  | { what: 'off' }
  | { what: 'on' }
  /** As it is kept: month and day of a birthday (`02-29`), the whole date of a beginning. */
  | { what: 'birthday' | 'started'; day: string }
  | { what: 'unreadable' };

const ME = ['me', 'ben', 'beni'];
const OFF = ['off', 'no', 'stop', 'kapat', 'hayir'];
const ON = ['on', 'yes', 'ac', 'evet'];
const BIRTHDAY = /^(?:birthday|dogum gunum?|dogumgunum?) (.+)$/;
const STARTED = /^(?:started|since|joined|basladim|baslangic) (.+)$/;

/** Takes the words behind `celebrate`. */
export function readAsked(words: string): Asked {
  const [first = '', ...others] = fold(words).split(' ');
  if (first === '') return { what: 'list' };
  if (!ME.includes(first)) return { what: 'unreadable' };
  const rest = others.join(' ');
  if (rest === '') return { what: 'me' };
  if (OFF.includes(rest)) return { what: 'off' };
  if (ON.includes(rest)) return { what: 'on' };
  const born = readDay(BIRTHDAY.exec(rest)?.[1] ?? '');
  // Whoever gives the year of their birth has it forgotten here.
  if (born !== null && /\d{2}-\d{2}$/.test(born)) return { what: 'birthday', day: born.slice(-5) };
  const began = readDay(STARTED.exec(rest)?.[1] ?? '');
  if (began !== null && /^\d{4}-/.test(began)) return { what: 'started', day: began };
  return { what: 'unreadable' };
}
