import { isRecord } from './arguments.ts';
import { openingState } from './form-state.ts';
import { withBlockIds } from './messages.ts';
import type { Block, View } from './model.ts';
import { Refusal } from './refusal.ts';
import { appOf, count, makeId, type Slack, seconds } from './slack.ts';
import { checkView, VIEW_BYTES } from './validation/views.ts';

const STACK_LIMIT = 3;

/** A form or home tab as an app describes it, checked; refuses what Slack would refuse. */
export function checkedView(value: unknown, type: 'modal' | 'home'): Record<string, unknown> {
  if (!isRecord(value)) throw new Refusal('invalid_arguments');
  const found = value.type === type ? checkView(value) : [`must be ${type} [json-pointer:/view/type]`];
  if (found.length > 0) {
    throw new Refusal('invalid_arguments', {
      response_metadata: { messages: found.map((problem) => `[ERROR] ${problem}`) },
    });
  }
  if (Buffer.byteLength(JSON.stringify(value)) > VIEW_BYTES) throw new Refusal('view_too_large');
  return value;
}

function newHash(slack: Slack): string {
  return `${seconds(slack)}.${count(slack, 'hash').toString(36).padStart(8, '0')}`;
}

/** The stored form of a described view. */
function makeView(slack: Slack, given: Record<string, unknown>, before?: View): View {
  const app = appOf(slack);
  const blocks = withBlockIds(slack, given.blocks as Block[]);
  const id = before?.id ?? makeId(slack, 'V');
  const external_id = String(given.external_id ?? '');
  const taken = Object.values(slack.world.views).some((view) => view.external_id === external_id && view.id !== id);
  if (external_id && taken) throw new Refusal('duplicate_external_id');
  const modal = given.type === 'modal';
  return {
    id,
    team_id: app.team_id,
    type: modal ? 'modal' : 'home',
    title: modal ? (given.title as Record<string, unknown>) : null,
    submit: (given.submit as Record<string, unknown>) ?? null,
    close: (given.close as Record<string, unknown>) ?? null,
    blocks,
    private_metadata: String(given.private_metadata ?? ''),
    callback_id: String(given.callback_id ?? ''),
    external_id,
    state: openingState(blocks, before?.state),
    hash: newHash(slack),
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    root_view_id: before?.root_view_id ?? id,
    previous_view_id: before?.previous_view_id ?? null,
    app_id: app.id,
    app_installed_team_id: app.team_id,
    bot_id: app.bot_id,
  };
}

/** Ids of the forms a person has open, the topmost last. */
export function openForms(slack: Slack, user: string): string[] {
  slack.world.forms[user] ??= [];
  return slack.world.forms[user];
}

/** Opens a form; what the person had open is gone. */
export function openForm(slack: Slack, user: string, given: unknown): View {
  const view = makeView(slack, checkedView(given, 'modal'));
  for (const id of openForms(slack, user)) delete slack.world.views[id];
  slack.world.views[view.id] = view;
  slack.world.forms[user] = [view.id];
  slack.changed({ kind: 'view', user });
  return view;
}

/** Puts a form on top of the open ones; three are the most. */
export function pushForm(slack: Slack, user: string, given: unknown): View {
  const stack = openForms(slack, user);
  const below = stack.at(-1);
  if (!below) throw new Refusal('not_found');
  if (stack.length >= STACK_LIMIT) throw new Refusal('push_limit_reached');
  const view = makeView(slack, checkedView(given, 'modal'));
  view.previous_view_id = below;
  view.root_view_id = stack[0] ?? view.id;
  slack.world.views[view.id] = view;
  stack.push(view.id);
  slack.changed({ kind: 'view', user });
  return view;
}

/** Puts another content into an open form or home tab; entries under the same ids stay. */
export function updateForm(slack: Slack, view: View, given: unknown): View {
  const next = makeView(slack, checkedView(given, view.type), view);
  slack.world.views[view.id] = next;
  const user = Object.entries(slack.world.forms).find(([, stack]) => stack.includes(view.id))?.[0];
  slack.changed({ kind: 'view', ...(user ? { user } : {}) });
  return next;
}

/** Gives a person their home tab. */
export function publishHome(slack: Slack, user: string, given: unknown, hash: string | undefined): View {
  const described = checkedView(given, 'home');
  const before = slack.world.views[slack.world.homes[user] ?? ''];
  if (before && hash && hash !== before.hash) throw new Refusal('hash_conflict');
  const view = makeView(slack, described, before);
  slack.world.views[view.id] = view;
  slack.world.homes[user] = view.id;
  slack.changed({ kind: 'home', user });
  return view;
}

/** Closes the topmost form or all of them; gives the closed ones, topmost first. */
export function closeForms(slack: Slack, user: string, all: boolean): View[] {
  const stack = openForms(slack, user);
  const closing = all ? stack.splice(0).reverse() : stack.splice(-1);
  const views = closing.flatMap((id) => slack.world.views[id] ?? []);
  for (const id of closing) delete slack.world.views[id];
  slack.changed({ kind: 'view', user });
  return views;
}
