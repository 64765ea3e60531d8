import type { Agreement } from '../../agreement/agreement.ts';
import { sectionOf } from '../../agreement/section.ts';
import { section } from '../../engine/blocks.ts';
import { answeredOutOfHours, emergencyButton } from '../../engine/emergency-button.ts';
import type { Ask } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeMrkdwn, formatInstant } from '../../language/messages.ts';
import { closedTimeAt } from './closed-time.ts';
import { outOfHoursSection } from './config.ts';
import { languages, say } from './words.ts';

type ReplyFacts = {
  /** In force now: what was agreed anew since it was decided holds. */
  agreement: Agreement | null;
  /** When an answer is promised, epoch milliseconds; null where nothing is. */
  promisedAt: number | null;
  /** Null until it has left. */
  sentAt: number | null;
  /** Whether its message became an emergency, of which another message tells. */
  isRaised: boolean;
};

/** What the client reads: when the team is back, when an answer comes, and what to do when it cannot wait. */
const reply: View<ReplyFacts> = {
  name: 'out-of-hours-reply',
  languages,
  load: async (ask, { subject, channelId, key }) => {
    const channel = await ask('channel', { channelId: String(channelId) });
    const clientId = channel?.clientId ?? null;
    return {
      agreement: clientId === null ? null : await ask('agreement', { clientId }),
      promisedAt: await promisedAt(ask, String(subject)),
      sentAt: (await ask('saidUnder', { key: String(key) }))?.sentAt ?? null,
      isRaised: await isRaised(ask, clientId, String(key)),
    };
  },
  pointless: ({ agreement }, { now }) =>
    agreement === null || closedTimeAt(agreement, now) === null ? 'too_late' : null,
  render: ({ agreement, promisedAt, sentAt, isRaised: isOver }, reader, { key }) => {
    // Drawn again it says what it said: seen from when it left.
    const at = sentAt ?? reader.now;
    const closed = agreement === null ? null : closedTimeAt(agreement, at);
    if (agreement === null || closed === null) return null;
    const time = (instant: number) => inBothZones(instant, { ...reader, now: at }, agreement.officeHours.timeZone);
    const lines = [say(reader.language, 'closed', { back: time(closed.until) })];
    if (isOver) return plainly([...lines, say(reader.language, 'raised')]);
    if (promisedAt !== null && promisedAt > at) lines.push(say(reader.language, 'answer', { due: time(promisedAt) }));
    const emergency = sectionOf(agreement, outOfHoursSection)?.emergency;
    if (emergency !== undefined) lines.push(say(reader.language, 'emergency', { words: escapeMrkdwn(emergency) }));
    const { text, blocks } = plainly(lines);
    const about = answeredOutOfHours(String(key));
    const elements = emergencyButton(agreement, say(reader.language, 'button.emergency'), about);
    return { text, blocks: elements.length === 0 ? blocks : [...blocks, { type: 'actions', elements }] };
  },
};

function plainly(lines: readonly string[]): Rendered {
  const text = lines.join('\n');
  return { text, blocks: [section(text)] };
}

/** Whether an emergency was raised about the message that this answers, and was one. */
async function isRaised(ask: Ask, clientId: string | null, key: string): Promise<boolean> {
  const answered = answeredOutOfHours(key);
  if (clientId === null || answered === null) return false;
  const talks = await ask('emergencyTalks', { clientIds: [clientId] });
  return talks.some(
    ({ channelId, ts, how }) => channelId === answered.channelId && ts === answered.ts && how !== 'false-alarm',
  );
}

export const views: readonly View[] = [reply] as View[];

/** The response window's promise is a fact that anyone may ask for. */
async function promisedAt(ask: Ask, subject: string): Promise<number | null> {
  const deadlines = await ask('deadlines', { rule: 'response-window', subjects: [subject], channelIds: [] });
  return deadlines.find((one) => one.name === 'reply' && one.subject === subject)?.dueAt ?? null;
}

/** The client's own time, and the team's beside it where its clocks show another. */
function inBothZones(at: number, reader: Reader, teamZone: string): string {
  const theirs = formatInstant(at, reader);
  const ours = formatInstant(at, { ...reader, timeZone: teamZone });
  return theirs === ours ? theirs : `${theirs} (${zoneInWords(at, teamZone, reader.language)}: ${ours})`;
}

function zoneInWords(at: number, timeZone: string, language: string): string {
  const named = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' });
  return named.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
