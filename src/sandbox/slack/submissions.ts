import { isRecord } from './arguments.ts';
import { allElements, clientErrors, type FieldValue, type Option, optionsOf, stateOf } from './form-state.ts';
import { closeForms, openForms, pushForm, updateForm } from './forms.ts';
import type { View } from './model.ts';
import { viewObject } from './objects.ts';
import { type ClientMemory, offeredKey } from './presses.ts';
import { Refusal } from './refusal.ts';
import { base, interact, type Outcome, triggered } from './requests.ts';
import type { Slack } from './slack.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

/** What became of a form that was sent. Errors stand by block id, the app's or the client's own. */
export type Submitted = Outcome | { ok: false; reason: 'errors'; shown: string; errors: Record<string, string> };

/** The topmost open form of this person. */
export function topForm(slack: Slack, user: string): View {
  const id = openForms(slack, user).at(-1);
  const view = id ? slack.world.views[id] : undefined;
  if (!view) throw new Error(`${user} has no form open`);
  return view;
}

/** Fills fields of a form, named by action id or, where two share one, by `block_id/action_id`. */
export function fill(
  slack: Slack,
  user: string,
  view: View,
  values: Record<string, FieldValue>,
  memory: ClientMemory,
): void {
  for (const [name, value] of Object.entries(values)) {
    const found = allElements(view.blocks).find(
      ({ block, element }) => element.action_id === name || `${block.block_id}/${element.action_id}` === name,
    );
    if (!found) throw new Error(`The form has no field ${name}`);
    const { block, element } = found;
    const choices: Option[] = [
      ...optionsOf(element),
      ...(memory.offered.get(offeredKey({ in: 'view', view }, element.action_id)) ?? []),
    ];
    const state = stateOf(element, choices, value);
    if (!state) throw new Error(`${name} is no field`);
    const id = block.block_id ?? '';
    view.state.values[id] = { ...view.state.values[id], [element.action_id]: state };
  }
  slack.changed({ kind: 'view', user });
}

/** Sends the topmost form, after the checks that Slack's client makes itself. */
export async function submit(slack: Slack, user: string): Promise<Submitted> {
  const view = topForm(slack, user);
  if (!view.submit) throw new Error('This form has no button to send it');
  const errors = clientErrors(view);
  if (Object.keys(errors).length > 0) return withErrors(errors);
  const answer = await interact(slack, {
    ...base(slack, 'view_submission', user, true),
    ...triggered(slack, user, { in: 'view', view }),
    view: viewObject(view),
    response_urls: [],
  });
  if (!answer.taken) return { ok: false, reason: answer.reason, shown: TROUBLE };
  try {
    return await follow(slack, user, view, answer.body);
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) {
      return { ok: false, reason: error instanceof Refusal ? error.code : 'invalid_response', shown: TROUBLE };
    }
    throw error;
  }
}

function withErrors(errors: Record<string, string>): Submitted {
  return { ok: false, reason: 'errors', shown: Object.values(errors).join(' '), errors };
}

/** Does what the app's answer to a submission says. */
async function follow(slack: Slack, user: string, view: View, body: string): Promise<Submitted> {
  const told: unknown = body.trim() ? JSON.parse(body) : {};
  const action = isRecord(told) ? told.response_action : undefined;
  if (!isRecord(told) || action === undefined) {
    closeForms(slack, user, false);
    return { ok: true };
  }
  if (action === 'errors') return readErrors(view, told.errors);
  if (action === 'update') updateForm(slack, slack.world.views[view.id] ?? view, told.view);
  else if (action === 'push') pushForm(slack, user, told.view);
  else if (action === 'clear') await clear(slack, user, view);
  else throw new Refusal('invalid_response_action');
  return { ok: true };
}

/** Errors must stand at input blocks that are there, as Slack demands. */
function readErrors(view: View, told: unknown): Submitted {
  if (!isRecord(told) || Object.keys(told).length === 0) throw new Refusal('invalid_errors');
  const inputs = new Set(view.blocks.flatMap((block) => (block.type === 'input' ? (block.block_id ?? '') : [])));
  if (!Object.keys(told).every((id) => inputs.has(id))) throw new Refusal('invalid_errors');
  return withErrors(Object.fromEntries(Object.entries(told).map(([id, error]) => [id, String(error)])));
}

async function clear(slack: Slack, user: string, submitted: View): Promise<void> {
  const closed = closeForms(slack, user, true);
  await tellClosed(
    slack,
    user,
    closed.filter((view) => view.id !== submitted.id),
    true,
  );
}

async function tellClosed(slack: Slack, user: string, closed: View[], cleared: boolean): Promise<void> {
  for (const view of closed.filter((one) => one.notify_on_close)) {
    await interact(slack, { ...base(slack, 'view_closed', user, true), view: viewObject(view), is_cleared: cleared });
  }
}

/** Closes the topmost form, or with `all` the whole stack; the app hears of those that asked for it. */
export async function closeForm(slack: Slack, user: string, all: boolean): Promise<void> {
  const whole = all || topForm(slack, user).clear_on_close;
  await tellClosed(slack, user, closeForms(slack, user, whole), whole);
}
