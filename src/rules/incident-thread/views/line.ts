/** One line of an emergency's time line, in plain words. It is said once and stays as it is, but for words that are gone. */
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { IncidentEntry } from '../../../engine/incident.ts';
import { loadShown, type Shown } from '../../../engine/incident-shown.ts';
import type { View } from '../../../engine/rule.ts';
import { formatClock, quoteWords } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { type Key, say } from '../words.ts';
import { missedText, peopleText, waysText } from './values.ts';

const LONGEST_QUOTE = 2000;

type LineFacts = { shown: Shown; entry: IncidentEntry; words: string | null } | null;

export const line: View<LineFacts> = {
  name: 'incident-line',
  load: async (ask, data) => {
    const shown = await loadShown(ask, data.incident);
    const entry = shown?.entries.find(({ id }) => id === data.entry);
    if (shown === null || entry === undefined) return null;
    return { shown, entry, words: await wordsOf(ask, shown.incident.channelId, entry) };
  },
  render: (facts, { language, timeZone }) => {
    if (facts === null) return null;
    const { shown, entry, words } = facts;
    const quote = words === null ? '' : quoteWords(words, LONGEST_QUOTE, (id) => shown.names.get(id));
    const told = say(language, `line.${entry.kind}` satisfies Key, {
      ...valuesOf(entry, shown, language),
      isQuoted: quote === '' ? 'no' : 'yes',
    });
    const text = [`${formatClock(entry.at, timeZone)}  ${told}`, ...(quote === '' ? [] : [quote])].join('\n');
    return { text, blocks: [section(text)] };
  },
};

/** What was reported or told, while it is kept. */
async function wordsOf(ask: Ask, channelId: string, { kind, place, data }: IncidentEntry): Promise<string | null> {
  if (kind !== 'joined' && kind !== 'update') return null;
  for (const ts of [place, data.ts]) {
    const words = typeof ts === 'string' ? await ask('words', { channelId, ts }) : null;
    if (words !== null) return words;
  }
  return null;
}

function valuesOf({ by, data }: IncidentEntry, shown: Shown, language: string): Record<string, string> {
  const ways = waysText(data.ways, language);
  const named = typeof data.userId === 'string' ? data.userId : null;
  return {
    hasBy: by === null ? 'no' : 'yes',
    name: shownName(shown.names, by),
    who: named === null ? peopleText(data.people, shown, language) : shownName(shown.names, named),
    missed: missedText(data, shown, language),
    hasWays: ways === '' ? 'no' : 'yes',
    ways,
    hasFrom: typeof data.from === 'string' ? 'yes' : 'no',
    from: typeof data.from === 'string' ? shownName(shown.names, data.from) : '',
    what: typeof data.severity === 'string' ? 'severity' : typeof data.role === 'string' ? data.role : 'other',
    severity: String(data.severity ?? ''),
    answer: String(data.answer ?? ''),
  };
}
