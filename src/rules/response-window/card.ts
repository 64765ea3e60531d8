/** What the card says of the response windows: each priority's replies, in words. */
import { sectionOf } from '../../agreement/section.ts';
import type { Window } from '../../agreement/target.ts';
import type { CardPart } from '../../engine/card.ts';
import { formatDuration } from '../../language/messages.ts';
import {
  closedWindowOf,
  PRIORITIES,
  type Priority,
  type ResponseWindowConfig,
  responseWindowSection,
  windowOf,
} from './config.ts';
import { sayToClients } from './words.ts';

export const card: CardPart = {
  part: 'replies',
  keys: ['responseWindow.priorities', 'responseWindow.hours', 'responseWindow.outOfHours'],
  title: (language) => sayToClients(language, 'card.title'),
  lines: (agreement, { language }) => {
    const config = sectionOf(agreement, responseWindowSection);
    if (config === undefined) return [];
    const named = PRIORITIES.filter((priority) => config.priorities[priority] !== undefined);
    const lines = named.map((priority) => {
      const line = lineOf(config, priority, language);
      return named.length === 1
        ? sayToClients(language, 'card.alone', { line })
        : `• ${sayToClients(language, 'card.priority', { priority, line })}`;
    });
    const counted = named.some((priority) => isCounted(config, priority))
      ? [sayToClients(language, 'card.counted')]
      : [];
    return [...lines, ...counted, ...closedLines(config, language)];
  },
};

function lineOf(config: ResponseWindowConfig, priority: Priority, language: string): string {
  const first = inWords(windowOf(config, priority, 'first'), language);
  const next = inWords(windowOf(config, priority, 'next'), language);
  return sayToClients(language, 'card.line', { first, hasNext: next === first ? 'no' : 'yes', next });
}

/** What holds for what is asked while the office is closed, where that is agreed. */
function closedLines(config: ResponseWindowConfig, language: string): string[] {
  const lines = PRIORITIES.flatMap((priority) => {
    const windows = (['first', 'next'] as const).map((which) => closedWindowOf(config, priority, which));
    const [first, next] = windows.map((window) => (window === null ? '' : inWords(window, language)));
    if (first === undefined || next === undefined || first === '') return [];
    const line = sayToClients(language, 'card.line', { first, hasNext: next === first ? 'no' : 'yes', next });
    return [`• ${sayToClients(language, 'card.priority', { priority, line })}`];
  });
  return lines.length === 0 ? [] : [sayToClients(language, 'card.closed'), ...lines];
}

/** Whether some of it counts hours and minutes of the office's time only. */
function isCounted(config: ResponseWindowConfig, priority: Priority): boolean {
  const windows = (['first', 'next'] as const).map((which) => windowOf(config, priority, which));
  return windows.some(({ target, hours }) => target.kind === 'open-time' && hours === 'office');
}

function inWords({ target, hours }: Window, language: string): string {
  switch (target.kind) {
    case 'open-time':
      return sayToClients(language, 'card.open-time', { length: formatDuration(target.ms, language), hours });
    case 'business-days':
      return sayToClients(language, 'card.business-days', { days: target.days });
    case 'end-of-business-day':
      return sayToClients(language, 'card.end-of-day', { after: String(target.after) });
  }
}
