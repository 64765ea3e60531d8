/**
 * Reads how pressing the words of one message are, whosever list they are read against: cuts them into sentences, mends slips
 * of the finger, and looks for alarm. Pure. Does not say whether anybody asks for work, nor what is to be done about it.
 */
import { abridge, normalise } from './normalise.ts';
import { hasSlippedDigit } from './request/slip.ts';
import { readUrgency, type Urgency, type UrgencyReading } from './request/urgency.ts';
import { type Clause, cutSentences, type Sentence } from './tokens.ts';
import { mendTypos } from './typos.ts';

/** A message taken apart; `questions`: which of the sentences end in a question mark. */
export type AlarmReading = {
  readonly sentences: readonly Sentence[];
  readonly questions: ReadonlySet<number>;
  readonly alarm: UrgencyReading;
};

/** Of longer texts only the beginning and the end are read. */
const READ = { beginning: 3000, end: 1000 };
/** A clause of more tokens than this is no clause: nobody punctuated it. */
const LONGEST_CLAUSE = 80;
/** Thai leaves a space where others put a comma. */
const BETWEEN_THAI = /(?<=[\u0E00-\u0E7F])[ \t]+(?=[\u0E00-\u0E7F])/g;
/** "By 5 pm", "17'den önce", "5시까지", "五点前", "ก่อนห้าโมง", "до 17:00": due at a time of the day. */
const BY_THE_CLOCK =
  /\b(?:by|before|until|till)\s+\d{1,2}(?:[:.]\d{2}|\s?[ap]m\b)|\d{1,2}(?:[:.]\d{2})?['’](?:(?:y?[ea]) kadar|[dt][ea]n önce)|\d{1,2}시(?:\s?\d+분|\s?반)?\s?(?:까지|이?전)|(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[点點]半?之?前|ก่อน\s?\S{1,8}โมง|ก่อน\s?\d{1,2}[:.]\d{2}|(?:до|к)\s\d{1,2}[:.]\d{2}/iu;
/** "Already 30 bookings", "40 sipariş geldi bile", "уже 14 броней", "벌써 예약 30건", "已经有30个", "จองแล้ว 30": so many acted on it. */
const COUNTED =
  /\balready\s(?:\w+\s){0,3}\d+|\d+\s(?:\w+\s){1,2}(?:already|so far|since)\b|\d+\s\S+\s(?:\S+\s)?(?:bile|gelmiş|aldı|almış|oldu|geldi)|уже\s(?:\S+\s){0,2}\d+|\d+\s\S+\s(?:уже|ушл|купил|заказал)|(?:벌써|이미)[^\n]{0,12}\d+|\d+(?:건|명|개|개나|명이)[^\n]{0,8}(?:들어|사|예약|주문)|已经?[^\n]{0,6}\d+|\d+[个人单间条][^\n]{0,6}了|แล้ว\s?\d+|\d+\s?\S{1,6}แล้ว/iu;
const QUOTED = /"[^"\n]{1,60}"|“[^”\n]{1,60}”|«[^»\n]{1,60}»|「[^」\n]{1,60}」|„[^“”\n]{1,60}[“”]/u;
const QUESTION_MARKS = /[?？؟⁇⁈⁉]+/g;

/** Takes a message's text as in Slack's `event.text`, and whether a folded word is the client's own. Never throws. */
export function readAlarm(text: string, isOwn: (word: string) => boolean): AlarmReading {
  const { sentences: typed, questions } = sentencesOf(text);
  const sentences = mendTypos(typed, isOwn);
  const marks = {
    byTheClock: BY_THE_CLOCK.test(text),
    slippedDigit: hasSlippedDigit(abridge(text, READ)),
    counted: COUNTED.test(text),
  };
  return { sentences, questions, alarm: withoutQuotes(readUrgency(sentences, marks), text) };
}

/** How pressing a message is that needs a reply, where there is no list to read it against. Takes text as `readAlarm` does. */
export function urgencyOf(text: string): Urgency {
  return readAlarm(text, () => false).alarm.urgency;
}

/** The name of a campaign in quotation marks presses nobody; that something broke, customers may be quoted for. */
function withoutQuotes(alarm: UrgencyReading, text: string): UrgencyReading {
  return alarm.urgency === 'elevated' && QUOTED.test(text)
    ? readUrgency(sentencesOf(text.replaceAll(new RegExp(QUOTED, 'gu'), ' ')).sentences)
    : alarm;
}

/** The sentences of a message, and which of them end in a question mark. */
function sentencesOf(text: string): Pick<AlarmReading, 'sentences' | 'questions'> {
  const words = abridge(normalise(abridge(text)).words, READ);
  const questions = new Set<number>();
  const sentences: Sentence[] = [];
  words
    .replace(BETWEEN_THAI, '、')
    .split(QUESTION_MARKS)
    .forEach((part, index) => {
      if (index > 0 && sentences.length > 0) questions.add(sentences.length - 1);
      sentences.push(...cutSentences(part).map((sentence) => sentence.flatMap(inPieces)));
    });
  return { sentences, questions };
}

function inPieces(clause: Clause): Clause[] {
  if (clause.length <= LONGEST_CLAUSE) return [clause];
  return Array.from({ length: Math.ceil(clause.length / LONGEST_CLAUSE) }, (_, index) =>
    clause.slice(index * LONGEST_CLAUSE, (index + 1) * LONGEST_CLAUSE),
  );
}
