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

/** Options the app offered for external selects, by place and action id, as the client holds them while it is open. */
export type Offered = Map<string, Option[]>;

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
  offered: Offered,
): Promise<Outcome> {
  const { block, element } = elementAt(place, actionId, options);
  const choices = [...optionsOf(element), ...(offered.get(offeredKey(place, actionId)) ?? [])];
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
  if (state && place.in === 'view') remember(place.view, block, element, state);
  const entries = place.in === 'view' ? place.view.state : openingState(blocksAt(place));
  if (state && place.in === 'message' && element.type !== 'overflow') {
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

function remember(view: View, block: Block, element: Element, state: Record<string, unknown>): void {
  if (element.type === 'overflow') return;
  const id = block.block_id ?? '';
  view.state.values[id] = { ...view.state.values[id], [element.action_id]: state };
}

/** Types into an external select; the app's options, or none when it gave no good answer. */
export async function suggestions(
  slack: Slack,
  user: string,
  place: Place,
  actionId: string,
  typed: string,
  offered: Offered,
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
  offered.set(offeredKey(place, actionId), found);
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
