/**
 * Whether a message says in so many words that something is to be celebrated: it calls the bot, names a win, and puts a colon
 * behind it ("@Groundrules win: ten thousand orders"). Pure, and exact on purpose: praise in passing is no announcement.
 */

/** In the six languages; what people would write before the colon. */
const WORDS = [
  ...['win', 'our win', 'good news'],
  ...['başarı', 'başarımız', 'müjde', 'güzel haber'],
  ...['축하', '성과', '좋은 소식'],
  ...['喜讯', '好消息', '喜报'],
  ...['ข่าวดี', 'ความสำเร็จ'],
  ...['победа', 'успех', 'хорошая новость'],
];
const announced = new RegExp(
  `^\\s*<@([A-Z0-9]+)(?:\\|[^>]*)?>[\\s,:!]*(?:${WORDS.join('|')})\\s*[:：]\\s*(\\S[\\s\\S]*)$`,
  'iu',
);

/**
 * Takes a message as in Slack's `event.text`; gives what is announced in it, as it was written, and whom it calls. Null where
 * it announces nothing.
 */
export function readWin(text: string): { called: string; what: string } | null {
  const [, called, what] = announced.exec(text) ?? [];
  return called === undefined || what === undefined ? null : { called: called.toUpperCase(), what: what.trim() };
}
