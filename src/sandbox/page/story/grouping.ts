/** The told lines in the order in which a reader meets them. Instants are epoch milliseconds; zones are IANA names. */
import type { StoryLine } from '../../contract.ts';
import { dayText, timeText } from '../clock/moments.ts';

/** Lines of one minute of one day; `day` is said only where it is another than before. */
export type Minute = { key: number; day: string | null; time: string; lines: StoryLine[] };

/** Takes lines, oldest first, gives them by the minute as a clock on the wall shows it in that zone. */
export function byMinute(lines: readonly StoryLine[], timeZone: string): Minute[] {
  const minutes: Minute[] = [];
  let lastDay = '';
  let last = '';
  for (const line of lines) {
    const [day, time] = [dayText(line.at, timeZone), timeText(line.at, timeZone)];
    if (`${day} ${time}` === last) {
      minutes.at(-1)?.lines.push(line);
      continue;
    }
    minutes.push({ key: line.id, day: day === lastDay ? null : day, time, lines: [line] });
    last = `${day} ${time}`;
    lastDay = day;
  }
  return minutes;
}

/** What is new in words for those who listen: the lines after the one with that id, at most `most`, the rest counted. */
export function newsSince(lines: readonly StoryLine[], id: number, most = 3): string {
  const news = lines.filter((line) => line.id > id).map(({ who, text }) => (who === '' ? text : `${who}: ${text}`));
  const hidden = news.length - most;
  return hidden > 0 ? [`${hidden} more lines.`, ...news.slice(-most)].join(' ') : news.join(' ');
}
