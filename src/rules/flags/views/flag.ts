/** The flag: what is asked, what the agreement says, and what can be done about it; then what became of it. */
import type { ActionsBlock, KnownBlock } from '@slack/types';
import { button, section, sections } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { askedLine, nameOf, outcomeLines, thingLines } from './lines.ts';
import { type FlagFacts, loadFlag } from './shown.ts';

type Facts = NonNullable<FlagFacts>;

export const flagView: View<FlagFacts> = {
  name: 'flag',
  mood: 'light',
  load: loadFlag,
  pointless: (facts) => (facts === null || facts.flag.state === 'withdrawn' ? 'withdrawn' : null),
  render: (facts, reader, data) => {
    if (facts === null) return null;
    return data.isBare === true ? bare(facts, reader) : drawn(facts, reader, data);
  },
};

/** Whoever runs the bot is told that nobody could be told, never what the client said. */
function bare({ shown }: Facts, { language }: Reader): Rendered {
  const client = escapeName(shown.agreement.client.name);
  const text = say(language, 'bare', { client, link: shown.link });
  return { text, blocks: [section(text)] };
}

function drawn(facts: Facts, reader: Reader, data: ViewData): Rendered {
  const { shown, flag, quoted } = facts;
  const { language } = reader;
  const outcome = outcomeLines(shown, flag, quoted, reader);
  const title = `*${say(language, titleKey(facts), { client: escapeName(shown.agreement.client.name) })}*`;
  const asked = askedLine(shown, reader);
  const things = thingLines(flag.things, quoted, reader);
  const small = smallLines(facts, reader, data);
  const trial = trialLines(facts, reader);
  const blocks: KnownBlock[] = [
    ...sections([title, ...outcome]),
    section(asked),
    ...sections(things),
    ...smallBlock(small),
    ...buttonsOf(facts, reader),
    ...smallBlock(trial),
    ...verdictButtons(facts, reader),
  ];
  return { text: [title, ...outcome, asked, ...things, ...small, ...trial].join('\n'), blocks };
}

function smallBlock(lines: string[]): KnownBlock[] {
  return lines.length === 0 ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text: lines.join('\n') }] }];
}

function titleKey({ flag, shown }: Facts): Key {
  if (flag.state !== 'open' || favourOf(shown) !== undefined) return 'title.settled';
  if (isDecided(shown)) return 'title.settled';
  if (shown.order?.state === 'sent') return 'title.offered';
  return flag.things.some(({ verdict }) => verdict === 'flag') ? 'title.flag' : 'title.ask';
}

function smallLines(
  { shown, flag, quoted, standIn }: Facts,
  { language }: Reader,
  { standsInFor }: ViewData,
): string[] {
  const { version } = shown.agreement;
  const isNewer = version === quoted.version ? 'no' : 'yes';
  return [
    ...(typeof standsInFor === 'string' ? [say(language, 'instead-of', { person: nameOf(standIn, standsInFor) })] : []),
    ...(flag.raisedBy === null ? [] : [say(language, 'raised-by', { by: nameOf(shown.names, flag.raisedBy) })]),
    say(language, 'version', { version: quoted.version, isNewer, current: version }),
  ];
}

/** The message, with the line of the list that it is about; the rule *orders* takes it apart. */
function offerOf({ subject }: Facts['shown'], { things }: Facts['flag']): string {
  const itemId = things.find((one) => one.itemId !== null)?.itemId;
  return itemId === undefined ? subject : `${subject}@${itemId}`;
}

/** The client has said whether they want it. */
function isDecided({ order }: Facts['shown']): boolean {
  return order?.state === 'accepted' || order?.state === 'declined';
}

/** Done beside the agreement: there is nothing left to decide. */
function favourOf({ entries }: Facts['shown']) {
  return entries.findLast(({ kind }) => kind === 'favour');
}

function trialLines({ heldBack }: Facts, { language }: Reader): string[] {
  return heldBack === null ? [] : [say(language, `trial.${heldBack.verdict ?? 'ask'}`)];
}

function verdictButtons({ heldBack }: Facts, { language }: Reader): ActionsBlock[] {
  if (heldBack === null) return [];
  const elements = (['right', 'wrong'] as const).map((verdict) =>
    button(`trial-${verdict}`, say(language, `button.${verdict}`), heldBack.id),
  );
  return [{ type: 'actions', elements }];
}

function buttonsOf({ shown, flag }: Facts, { language }: Reader): ActionsBlock[] {
  const own = standing(shown.subject, flag.number);
  const press = (action: string, value: string, key: Key) => button(action, say(language, key), value);
  const isGone = shown.message?.deletedAt != null;
  const open = [
    { ...press('offer-change', offerOf(shown, flag), 'button.offer'), style: 'primary' as const },
    press('scope-favour', shown.subject, 'button.favour'),
    press('flag-in', own, 'button.in'),
    press('flag-none', own, 'button.none'),
  ];
  const favour = favourOf(shown);
  const back = favour === undefined ? [] : [press('scope-undo', favour.id, 'button.back')];
  const isOffered = isDecided(shown) || shown.order?.state === 'sent';
  const undecided = favour !== undefined ? back : isGone || isOffered ? [] : open;
  const next = flag.state === 'open' ? undecided : [press('flag-undo', own, 'button.undo')];
  return next.length === 0 ? [] : [{ type: 'actions', elements: next }];
}
