/**
 * A promise in Turkish: a verb of answering or delivering in the first person, or "it will be with you", and a day, a
 * clock or a span beside it. Kept simple on purpose: short lists and endings, no grammar. It deliberately passes over what
 * is hoped, asked of the client, denied, or only an appointment.
 */
import {
  ahead,
  type Clock,
  comingWeekday,
  endOfWeek,
  inDays,
  nextClock,
  noon,
  officeHour,
  onDate,
  type StatedTime,
  today,
  type Written,
} from './stated.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whole words only: \b knows no ı, ö or ş. */
const word = (pattern: string, flags = 'u') => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, flags);

const WORK =
  'dön|yaz|ilet|gönder|yoll?a?|ulaştır|cevapla?|yanıtla?|(?:cevap|yanıt|bilgi|haber|dönüş|geri bildirim|onay) ver|(?:dönüş|geri dönüş) yap|(?:teslim|kontrol|takip|revize|haberdar|iletişime geçip teslim) ed|halled|hazırla?|tamamla?|bitir|düzelt|paylaş|yetiştir|yükle?|sun|ara|çöz|bildir|bilgilendir|sonuçlandır|netleştir|güncelle?|toparla?';
const I_WILL =
  '(?:y?[ae]c[ae]ğ(?:ım|im|ız|iz)|[ıiuüae]?r(?:ım|im|um|üm|ız|iz|uz|üz)|[ıiuü]?yor(?:um|uz)|m[ıiuü]ş ol(?:urum|uruz|acağım|acağız))';
const COMES =
  'hazır ol(?:ur|acak|muş olur)|(?:sizde|elinizde) ol(?:ur|acak)|(?:düzel|tamamlan|bit|çözül|gönderil|iletil|yüklen|paylaşıl|cevaplan|yanıtlan)(?:[ıiuüe]r|[ae]cak|ecek)';
const OTHERS =
  '(?:cevab|yanıt|dönüş)\\p{L}* (?:[^,]* )?(?:al|bul)(?:[ıu]rsınız|[ıu]rsunuz|acaksınız)|size (?:dön|yaz|(?:cevap|yanıt|bilgi|haber) ver)[ae]r(?:ler)?';
const FRAME = word(`(?:${WORK})${I_WILL}|${COMES}|${OTHERS}`);
/** Without a verb: a few words that end so. */
const SHORT = /(?<!\p{L})(?:hazır|sizde|sizlerde|elinizde|cevap|yanıt|dönüş)(?!\p{L})\s*[.!]?$/u;
const SHORTEST_WORDS = 8;
const NOT = word(
  'belki|her|umar(?:ım|ız)|herhalde|galiba|sanırım|muhtemelen|eğer|olmayacak|değil|lütfen|rica (?:ederim|ederiz|etsem)|izinliy?\\p{L}*|tatil\\p{L}*|ofiste|yokum|yokuz|kapalı\\p{L}*|toplantı\\p{L}*|görüş\\p{L}*|konuş(?!up)\\p{L}*|toplan\\p{L}*|\\p{L}+(?:rs[ae]|d[ıiuü]ys[ae])(?:k|nız|niz|lar|ler)?|m[ıiuü](?:y[ıiuü]z|y[ıiuü]m|s[ıiuü]n[ıiuü]z)?',
);

const WEEKDAYS = ['pazartesi', 'salı', 'çarşamba', 'perşembe', 'cuma', 'cumartesi', 'pazar'];
const MONTHS = [
  'ocak',
  'şubat',
  'mart',
  'nisan',
  'mayıs',
  'haziran',
  'temmuz',
  'ağustos',
  'eylül',
  'ekim',
  'kasım',
  'aralık',
];
const NUMBERS = [
  'sıfır',
  'bir',
  'iki',
  'üç',
  'dört',
  'beş',
  'altı',
  'yedi',
  'sekiz',
  'dokuz',
  'on',
  'on bir',
  'on iki',
];
const number = `\\d{1,2}|${NUMBERS.toReversed().join('|')}`;
/** "To" and "at": what may hang on a day or an hour. "Since" (-den) may not. */
const TOWARDS = "(?:['’]?(?:y?[ae]|[td][ae]|s[ıi]|sine))?";

const DAY = word(`(haftaya |gelecek hafta |önümüzdeki hafta )?(${WEEKDAYS.join('|')})${TOWARDS}`, 'gu');
const DATE = word(`(\\d{1,2}) (${MONTHS.join('|')})${TOWARDS}`);
const RELATIVE_DAY = word('(bugün|yarın|öbür gün)a?(?:ı?n)?', 'gu');
const CLOCK = /(?<![\d.,:])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d.,:]\d)(?!\d)/gu;
const HOUR_NAMED = word(`saat (${number})${TOWARDS}|(\\d{1,2})['’]y?[ae] kadar`);
const SPAN = word(
  `(yarım|bir buçuk|${number})(?: ?[-–] ?(\\d{1,2}))? (saat|dakika|dk|gün)(?: içinde|['’]?y?[ae](?: kadar)?)`,
);
const END_OF_DAY = word(
  'gün sonu\\p{L}*|gün bitmeden|mesai (?:sonu|bitimi|bitme)\\p{L}*|akşam\\p{L}*|(?:bu)?gün içinde|öğleden sonra',
);
const END_OF_WEEK = word('hafta sonu\\p{L}*');
const NOON = word("öğlen?(?:['’]?[ey]\\p{L}*|leyin)?");
const MORNING = word('sabah\\p{L}*');

/** Takes one sentence; gives what it promises, or null. */
export function readTurkish(sentence: string, written: Written): StatedTime | null {
  const words = sentence.toLocaleLowerCase('tr');
  if (NOT.test(words) || !isPromise(words)) return null;
  const stated = spanIn(words, written) ?? timeIn(words, written);
  return stated === null ? null : ahead(written, stated);
}

function isPromise(words: string): boolean {
  return FRAME.test(words) || (words.split(/\s+/).length <= SHORTEST_WORDS && SHORT.test(words));
}

/** "In two hours": counted from the writing. */
function spanIn(words: string, written: Written): StatedTime | null {
  const match = SPAN.exec(words);
  if (match === null) return null;
  const [, count = '', most, unit] = match;
  const many = count === 'yarım' ? 0.5 : count === 'bir buçuk' ? 1.5 : Number(most ?? numberOf(count));
  if (unit === 'gün') return { date: inDays(written, Math.ceil(many)) };
  return { at: written.sentAt + many * (unit === 'saat' ? HOUR : MINUTE) };
}

function timeIn(words: string, written: Written): StatedTime | null {
  const date = dateIn(words, written);
  const clock = clockIn(words);
  if (clock !== null) {
    if (date === null) return nextClock(written, clock);
    return onDate(written, date, clock);
  }
  if (date !== null) return { date };
  return END_OF_DAY.test(words) ? { date: today(written) } : null;
}

/** Of several days the last: what came "on Saturday" is answered "tomorrow". */
function dateIn(words: string, written: Written): string | null {
  const date = DATE.exec(words);
  if (date !== null) return monthDay(Number(date[1]), MONTHS.indexOf(date[2] ?? '') + 1, written);
  if (END_OF_WEEK.test(words)) return endOfWeek(written);
  const days = [...words.matchAll(DAY), ...words.matchAll(RELATIVE_DAY)].sort((a, b) => a.index - b.index);
  const last = days.at(-1);
  if (last === undefined) return null;
  const weekday = WEEKDAYS.indexOf(last[2] ?? '');
  if (weekday < 0) return inDays(written, ['bugün', 'yarın', 'öbür gün'].indexOf(last[1] ?? ''));
  return last[1] === undefined ? comingWeekday(written, weekday) : inNextWeek(written, weekday);
}

/** That weekday of the calendar week after the writer's. */
function inNextWeek(written: Written, weekday: number): string {
  const monday = comingWeekday(written, 0);
  const days = Math.round((Date.parse(monday) - Date.parse(today(written))) / (24 * HOUR));
  return inDays(written, days + weekday);
}

function monthDay(day: number, month: number, written: Written): string {
  const year = Number(today(written).slice(0, 4));
  const inYear = (one: number) => [one, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return inYear(year) < today(written) ? inYear(year + 1) : inYear(year);
}

function clockIn(words: string): Clock | null {
  const clock = [...words.matchAll(CLOCK)].at(-1);
  if (clock !== undefined) return { hour: Number(clock[1]), minute: Number(clock[2]) };
  const hour = HOUR_NAMED.exec(words);
  if (hour !== null) return { hour: officeHour(numberOf(hour[1] ?? hour[2] ?? '')), minute: 0 };
  if (END_OF_DAY.test(words)) return null;
  return NOON.test(words) || MORNING.test(words) ? noon : null;
}

function numberOf(text: string): number {
  const named = NUMBERS.indexOf(text);
  return named < 0 ? Number(text) : named;
}
