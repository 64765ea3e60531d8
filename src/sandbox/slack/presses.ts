import { isRecord } from './arguments.ts';
import {
  allElements,
  type Element,
  type FieldValue,
  type Option,
  openingState,
  optionsOf,
  stateOf,
} from './form-state.ts';
import type { Block, View } from './model.ts';
import { base, interact, type Outcome, type Place, placed, triggered } from './requests.ts';
import { channelOf, findMessage, nextTs, type Slack } from './slack.ts';

/** Which of several elements with one action id, and what is chosen in it. */
export type PressOptions = { value?: string; option?: FieldValue; block?: string };

const TROUBLE = 'This app did not respond. Try again?';

/** The message with this ts as this person sees it: the channel's, or one shown to them only. */
export function placeOf(slack: Slack, user: string, channelId: string, ts: string): Place {
  const channel = channelOf(slack, channelId);
  if (!channel.members.includes(user)) throw new Error(`${user} is not in ${channelId}`);
  const message = findMessage(slack, channelId, ts);
  if (message) return { in: 'message', channel, message, ephemeral: false };
  const own = slack.world.ephemerals.find(
    (one) => one.channel === channelId && one.user === user && one.message.ts === ts,
  );
  if (!own) throw new Error(`${user} sees no ${ts} in ${channelId}`);
  return { in: 'message', channel, message: own.message, ephemeral: true };
}

/** Blocks shown at a place. */
export function blocksAt(place: Place): Block[] {
  return place.in === 'view' ? place.view.blocks : (place.message.blocks ?? []);
}

/** The element with this action id at a place. */
export function elementAt(
  place: Place,
  actionId: string,
  options: PressOptions = {},
): { block: Block; element: Element } {
  const found = allElements(blocksAt(place)).filter(({ element }) => element.action_id === actionId);
  const chosen = found.find(
    ({ block, element }) =>
      (options.block === undefined || block.block_id === options.block) &&
      (options.value === undefined || element.type !== 'button' || element.value === options.value),
  );
  if (!chosen) throw new Error(`Nothing with action_id ${actionId} to press here`);
  return chosen;
}

/** What a client holds while it is open and the world does not know. */
export type ClientMemory = {
  /** Options the app offered for external selects, by place and action id. */
  offered: Map<string, Option[]>;
  /** What was chosen in the selects of a message, by person and message as it stands. */
  chosen: Map<string, View['state']>;
};

/** A client's memory, empty. */
export function clientMemory(): ClientMemory {
  return { offered: new Map(), chosen: new Map() };
}

/** The state of a place's fields: a form's own, or what this person has chosen in a message so far. */
function entriesAt(place: Place, user: string, memory: ClientMemory): View['state'] {
  if (place.in === 'view') return place.view.state;
  const key = `${user}:${place.channel.id}:${place.message.ts}:${place.message.edited?.ts ?? ''}`;
  const entries = memory.chosen.get(key) ?? openingState(blocksAt(place));
  memory.chosen.set(key, entries);
  return entries;
}

/** Under which the options offered to one select at one place are kept. */
export function offeredKey(place: Place, actionId: string): string {
  return `${place.in === 'view' ? place.view.id : place.message.ts}:${actionId}`;
}

/** Presses a button or chooses in a select; resolves with what the person gets to see. */
export async function press(
  slack: Slack,
  user: string,
  place: Place,
  actionId: string,
  options: PressOptions,
  memory: ClientMemory,
): Promise<Outcome> {
  const { block, element } = elementAt(place, actionId, options);
  const choices = [...optionsOf(element), ...(memory.offered.get(offeredKey(place, actionId)) ?? [])];
  const state = element.type === 'button' ? null : stateOf(element, choices, options.option ?? options.value ?? null);
  const series = place.in === 'message' ? place.channel.id : 'views';
  const action = {
    ...(state ?? {}),
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...(element.text ? { text: element.text } : {}),
    ...(element.type === 'button' && element.value !== undefined ? { value: element.value } : {}),
    ...(element.url ? { url: element.url } : {}),
    ...(element.style ? { style: element.style } : {}),
    ...(element.placeholder ? { placeholder: element.placeholder } : {}),
    action_ts: nextTs(slack, series),
  };
  const entries = entriesAt(place, user, memory);
  if (state && element.type !== 'overflow') {
    const id = block.block_id ?? '';
    entries.values[id] = { ...entries.values[id], [element.action_id]: state };
  }
  const answer = await interact(slack, {
    ...base(slack, 'block_actions', user, place.in === 'view'),
    ...placed(slack, place, user, true),
    ...triggered(slack, user, place),
    ...(place.in === 'message' ? { state: entries } : {}),
    actions: [action],
  });
  return answer.taken ? { ok: true } : { ok: false, reason: answer.reason, shown: TROUBLE };
}

/** Types into an external select; the app's options, or none when it gave no good answer. */
export async function suggestions(
  slack: Slack,
  user: string,
  place: Place,
  actionId: string,
  typed: string,
  memory: ClientMemory,
): Promise<Option[]> {
  const { block, element } = elementAt(place, actionId);
  if (typed.length < (typeof element.min_query_length === 'number' ? element.min_query_length : 3)) return [];
  const answer = await interact(slack, {
    ...base(slack, 'block_suggestion', user, place.in === 'view'),
    ...placed(slack, place, user, false),
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  });
  if (!answer.taken) return [];
  const found = readOptions(answer.body);
  memory.offered.set(offeredKey(place, actionId), found);
  return found;
}

function readOptions(body: string): Option[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? optionsOf(parsed as Element).slice(0, 100) : [];
  } catch {
    return [];
  }
}
