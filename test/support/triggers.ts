/** What a rule can be asked for, by name: `button taken`; and the letter that asks for it, as Slack sends it. */
import type { Trigger } from '../../src/engine/rule.ts';
import type { Letter } from '../../src/sandbox/slack/wire.ts';
import { commandLetter, formLetter, pressLetter, shortcutLetter } from './letters.ts';

/** A trigger by name; null for what nobody asks for. */
export function nameOf(trigger: Trigger): string | null {
  switch (trigger.on) {
    case 'CommandGiven':
      return `command ${trigger.word}`;
    case 'ButtonPressed':
      return `button ${trigger.action}`;
    case 'ShortcutUsed':
      return `shortcut ${trigger.shortcut}`;
    case 'FormSubmitted':
      return `form ${trigger.form}`;
    default:
      return null;
  }
}

/** The letter by which somebody asks for what is named so; `subject`: what it is about. */
export function letterFor(
  name: string,
  { by, from: channel }: { by: string; from: string },
  { subject, ts }: { subject: string; ts: string },
): Letter {
  const [kind = '', what = ''] = name.split(' ');
  if (kind === 'command') return commandLetter({ by, channel, words: what });
  if (kind === 'button') return pressLetter({ by, channel, action: what, value: subject });
  // A message's menu is at hand only where the message is.
  if (kind === 'shortcut') return shortcutLetter({ by, channel: 'C0NOVA', ts, shortcut: what });
  const person = { type: 'users_select', selected_user: 'U0SOMEBODY' };
  const side = { type: 'static_select', selected_option: { value: 'neither' } };
  const owner = { type: 'static_select', selected_option: { value: 'U0MIRA' } };
  return formLetter({ by, form: what, subject, values: { person, side, owner } });
}
