/**
 * The response window: a client who asks gets an answer in the agreed time. Warns the owner before it is over, tells
 * owner and managers when it is, and keeps what became of it. Posts nothing to the client.
 */
import type { Rule, Trigger } from '../../engine/rule.ts';
import { card } from './card.ts';
import { responseWindowSection } from './config.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, load, ruleName } from './load.ts';
import { undoable, undoPrefix } from './undo.ts';
import { views } from './views/index.ts';

export { responseWindowSection };

const happenings = [
  'MessagePosted',
  'MessageEdited',
  'MessageDeleted',
  'ReactionChanged',
  'ConversationMarked',
  'AgreementApplied',
  'DeadlineDue',
  'DeliveryFailed',
  'IncidentChanged',
] as const;

/** The action ids of the buttons on notices. */
export const buttons = [
  'taken',
  'waiting-on-client',
  'resumed',
  'not-a-request',
  'elsewhere',
  'hand-to',
  'remind',
  'change',
  ...undoable.map((name) => `${undoPrefix}${name}` as const),
] as const;

const triggers: Trigger[] = [
  ...happenings.map((on) => ({ on })),
  ...buttons.map((action) => ({ on: 'ButtonPressed' as const, action, who: 'staff' as const })),
  { on: 'ShortcutUsed', shortcut: 'track', who: 'staff' },
  { on: 'ShortcutUsed', shortcut: 'not-a-request', who: 'staff' },
  { on: 'FormSubmitted', form: 'change', who: 'staff' },
  { on: 'FormSubmitted', form: 'hand-to', who: 'staff' },
  { on: 'CommandGiven', word: 'status', who: 'staff' },
];

export const responseWindow: Rule<Facts> = {
  name: ruleName,
  config: responseWindowSection.schema,
  triggers,
  card: [card],
  load,
  decide,
  explain,
  views,
};
