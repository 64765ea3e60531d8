import { needText, structureOf, textOf } from '../arguments.ts';
import { openForm, publishHome, pushForm, updateForm } from '../forms.ts';
import { type Call, type Method, method } from '../method.ts';
import type { View } from '../model.ts';
import { viewObject } from '../objects.ts';
import { Refusal } from '../refusal.ts';
import { spendTrigger } from '../triggers.ts';

function viewArgument(call: Call): unknown {
  const view = structureOf(call.given, 'view', 'invalid_arguments');
  if (view === undefined) throw new Refusal('invalid_arguments');
  return view;
}

function existing(call: Call): View {
  const external = textOf(call.given, 'external_id');
  const id = textOf(call.given, 'view_id');
  const found = Object.values(call.slack.world.views).find((view) =>
    external ? view.external_id === external : view.id === id,
  );
  if (!found) throw new Refusal('not_found');
  return found;
}

/** Forms and home tabs. */
export const viewMethods: Record<string, Method> = {
  'views.open': method(4, [], (call) => {
    const view = viewArgument(call);
    const trigger = spendTrigger(call.slack, needText(call.given, 'trigger_id', 'invalid_arguments'));
    return { view: viewObject(openForm(call.slack, trigger.user, view)) };
  }),

  'views.push': method(4, [], (call) => {
    const view = viewArgument(call);
    const trigger = spendTrigger(call.slack, needText(call.given, 'trigger_id', 'invalid_arguments'));
    if (!trigger.view) throw new Refusal('invalid_trigger_id');
    return { view: viewObject(pushForm(call.slack, trigger.user, view)) };
  }),

  'views.update': method(4, [], (call) => {
    const given = viewArgument(call);
    const view = existing(call);
    const hash = textOf(call.given, 'hash');
    if (hash && hash !== view.hash) throw new Refusal('hash_conflict');
    return { view: viewObject(updateForm(call.slack, view, given)) };
  }),

  'views.publish': method(4, [], (call) => {
    const user = needText(call.given, 'user_id', 'invalid_arguments');
    if (!call.slack.world.users[user]) throw new Refusal('user_not_found');
    return { view: viewObject(publishHome(call.slack, user, viewArgument(call), textOf(call.given, 'hash'))) };
  }),
};
