/** What comes in the next four weeks, by weeks, on the reader's own clocks. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { type PlannedThing, plansAnything } from '../../../agreement/planned.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDate, formatInstant } from '../../../language/messages.ts';
import { localDate, plusDays, weekdayOfDate } from '../../../time/local-date.ts';
import { keyOf, loadStates, type State, type States, thingsBetween } from '../states.ts';
import { plannedTitle, say } from '../words.ts';

const SHOWN = 28 * 86_400_000;
/** So many lines are still read; what comes later is asked for in a client's own channel. */
const MOST_LINES = 60;

type Client = { agreement: Agreement; states: States; names: ReadonlyMap<string, string> };
type Line = { client: Client; thing: PlannedThing };

export const rhythm: View<Client[]> = {
  name: 'rhythm',
  load: async (ask, { clientIds }, { now }) => {
    const agreements = await ask('agreements', { clientIds: Array.isArray(clientIds) ? clientIds : [] });
    const clients: Client[] = [];
    for (const agreement of agreements) {
      const states = await loadStates(ask, agreement.id, now);
      clients.push({ agreement, states, names: await namesIn(ask, states) });
    }
    return clients;
  },
  render: (clients, reader, { what, count }) => {
    const { language } = reader;
    const [first, ...others] = clients;
    if (what === 'many') return plainly([say(language, 'many', { count: Number(count) })]);
    if (first === undefined) return plainly([say(language, what === 'nobody' ? 'nobody' : 'not-yours')]);
    const isOne = others.length === 0;
    const named = escapeName(first.agreement.client.name);
    if (isOne && !plansAnything(first.agreement)) return plainly([say(language, 'empty', { client: named })]);
    const lines = linesOf(clients, reader.now);
    const title = isOne ? say(language, 'title', { client: named }) : say(language, 'title.all');
    if (lines.length === 0) return plainly([title, say(language, 'none')]);
    const shown = lines.slice(0, MOST_LINES);
    const more = lines.length - shown.length;
    const rest = [
      ...(more > 0 ? [say(language, 'more', { count: more })] : []),
      ...clients.flatMap(({ agreement }) => stillOf(agreement, reader)),
    ];
    const zone = say(language, 'zone', { zone: escapeMrkdwn(reader.timeZone) });
    const parts = [[title], ...byWeeks(shown, isOne, reader), ...(rest.length === 0 ? [] : [rest])];
    return {
      text: [...parts.flat(), zone].join('\n'),
      blocks: [...parts.flatMap(sections), { type: 'context', elements: [{ type: 'mrkdwn', text: zone }] }],
    };
  },
};

async function namesIn(ask: Ask, states: States): Promise<ReadonlyMap<string, string>> {
  const userIds = [...states.values()].flatMap((state) => (state.name === 'cancelled' ? [state.by] : []));
  if (userIds.length === 0) return new Map();
  const persons = await ask('persons', { userIds });
  return new Map(persons.map(({ userId, name }) => [userId, escapeName(name)]));
}

function linesOf(clients: readonly Client[], now: number): Line[] {
  const active = clients.filter(({ agreement }) => agreement.status !== 'ended');
  return active
    .flatMap((client) =>
      thingsBetween(client.agreement, client.states, now, now + SHOWN).map((thing) => ({ client, thing })),
    )
    .toSorted((one, other) => one.thing.at - other.thing.at);
}

/** The lines of each week, below its Monday. */
function byWeeks(lines: readonly Line[], isOne: boolean, reader: Reader): string[][] {
  const weeks = new Map<string, string[]>();
  for (const line of lines) {
    const date = localDate(reader.timeZone, line.thing.at);
    const monday = plusDays(date, -weekdayOfDate(date));
    const week = weeks.get(monday) ?? [say(reader.language, 'week', { monday: formatDate(monday, reader) })];
    weeks.set(monday, [...week, lineOf(line, isOne, reader)]);
  }
  return [...weeks.values()];
}

function lineOf({ client, thing }: Line, isOne: boolean, reader: Reader): string {
  const { language } = reader;
  const { agreement, states } = client;
  const at = thing.isAllDay ? formatDate(thing.date, reader) : formatInstant(thing.at, reader);
  const title = escapeName(plannedTitle(thing, language));
  const line = isOne
    ? say(language, 'line', { at, title })
    : say(language, 'line.client', { at, title, client: escapeName(agreement.client.name) });
  return `${line}${markOf(thing, states.get(keyOf(thing)) ?? { name: 'planned' }, client, reader)}`;
}

/** What is to be known of it beside when it is; most things have nothing. */
function markOf(thing: PlannedThing, state: State, { names }: Client, reader: Reader): string {
  const { language } = reader;
  if (thing.isLeftOut) return say(language, 'mark.left-out');
  switch (state.name) {
    case 'cancelled':
      return say(language, 'mark.cancelled', { name: names.get(state.by) ?? `<@${state.by}>` });
    case 'slipped':
      return thing.date === state.date
        ? say(language, 'mark.slipped', { planned: formatDate(thing.plannedFor, reader) })
        : say(language, 'mark.slips', { date: formatDate(state.date, reader) });
    case 'collecting':
      return say(language, 'mark.collecting', { answered: state.answered, of: state.of });
    case 'planned':
      return thing.date === thing.plannedFor
        ? ''
        : say(language, 'mark.moved', { planned: formatDate(thing.plannedFor, reader) });
    default:
      return say(language, `mark.${state.name}`);
  }
}

/** An agreement that rests does nothing of this. */
function stillOf({ status, client }: Agreement, { language }: Reader): string[] {
  return status === 'paused' ? [say(language, 'paused', { client: escapeName(client.name) })] : [];
}

const plainly = (lines: readonly string[]): Rendered => ({ text: lines.join('\n'), blocks: sections(lines) });
