/** Each kind of field as Slack's element. Field names are action ids; a block's id changes whenever something was kept. */

import type { InputBlock, PlainTextOption } from '@slack/types';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { plain } from '../../../engine/blocks.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { type FieldName, fieldOf, listed } from '../fields.ts';
import { mostOffered, offered, type Sheet } from '../load.ts';
import { type Key, say, sayIfKnown } from '../words.ts';

/** Slack's limits for an option, and for the boxes that can be ticked in one field. */
const longestOption = 75;
const mostBoxes = 10;

export type Drawing = {
  sheet: Sheet;
  language: string;
  /** What the rules can post to a client, by the names under which an agreement permits it. */
  permissions: readonly string[];
};

/** A field with what stands in it; null where there is nothing that could be chosen. */
export function input(name: FieldName, drawing: Drawing): InputBlock | null {
  const { sheet, language } = drawing;
  const element = elementOf(name, sheet.values[name] ?? '', drawing);
  if (element === null) return null;
  const hint = sayIfKnown(language, `hint.${name}`);
  return {
    type: 'input',
    // What was kept is shown anew: Slack would go on showing what somebody typed under the same id.
    block_id: `${name}:${sheet.draft?.at ?? 0}:${sheet.stands}`,
    label: plain(labelOf(name, language)),
    ...(hint === null ? {} : { hint: plain(hint) }),
    optional: fieldOf(name).isNeeded !== true,
    element,
  };
}

/** What a field is called. */
export function labelOf(name: FieldName, language: string): string {
  return sayIfKnown(language, `label.${name}`) ?? weekday(name, language);
}

/** The weekday's name; 2024 began on a Monday. */
export function weekday(name: string, language: string): string {
  const number = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name);
  return new Intl.DateTimeFormat(tagOf(language), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + number),
  );
}

/** The language's own name in the reader's. */
export function languageName(key: string, language: string): string {
  return new Intl.DisplayNames([tagOf(language)], { type: 'language' }).of(key) ?? key;
}

/** A tag that the machine knows; English for all others. */
export function tagOf(language: string): string {
  const tag = language.replaceAll('_', '-');
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : 'en';
}

/** What a permission lets the bot do. */
export function permissionName(permission: string, language: string): string {
  return sayIfKnown(language, `permission.${permission}`) ?? permission;
}

function elementOf(name: FieldName, value: string, drawing: Drawing): InputBlock['element'] | null {
  const { language, sheet } = drawing;
  const { kind, longest } = fieldOf(name);
  const initial = value === '' ? {} : { initial_value: value };
  switch (kind) {
    case 'words':
      return { type: 'plain_text_input', action_id: name, max_length: longest, ...initial };
    case 'long':
      return { type: 'plain_text_input', action_id: name, max_length: longest, multiline: true, ...initial };
    case 'language':
      return select(
        name,
        value,
        LANGUAGES.map((key) => option(languageName(key, language), key)),
      );
    case 'clock':
      return select(
        name,
        value,
        (['office', 'roundTheClock'] as const).map((key) => option(say(language, `clock.${key}` satisfies Key), key)),
      );
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: name,
        filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
        ...(value === '' ? {} : { initial_conversation: value }),
      };
    case 'person':
      return { type: 'users_select', action_id: name, ...(value === '' ? {} : { initial_user: value }) };
    case 'persons':
      return {
        type: 'multi_users_select',
        action_id: name,
        ...(value === '' ? {} : { initial_users: listed(value).slice(0, mostOffered) }),
      };
    case 'members':
      return several(
        name,
        value,
        offered(sheet).map(({ userId }) => option(sheet.names.get(userId) ?? userId, userId)),
      );
    case 'permissions':
      return several(
        name,
        value,
        drawing.permissions.map((one) => option(permissionName(one, language), one)),
      );
  }
}

function select(name: string, value: string, options: PlainTextOption[]): InputBlock['element'] {
  const initial = options.find((one) => one.value === value);
  return {
    type: 'static_select',
    action_id: name,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Boxes where these are few and their words long, a list of names else. */
function several(name: FieldName, value: string, options: PlainTextOption[]): InputBlock['element'] | null {
  if (options.length === 0) return null;
  const chosen = options.filter((one) => listed(value).includes(one.value ?? ''));
  const initial = chosen.length === 0 ? {} : { initial_options: chosen };
  const isFew = fieldOf(name).kind === 'permissions' && options.length <= mostBoxes;
  return { type: isFew ? 'checkboxes' : 'multi_static_select', action_id: name, options, ...initial };
}

function option(text: string, value: string): PlainTextOption {
  const shown = text.trim() === '' ? value : text;
  return { text: plain(shown.length > longestOption ? `${shown.slice(0, longestOption - 1)}…` : shown), value };
}

/** What somebody typed, to stand within our own sentences on one line. */
export function shown(text: string): string {
  return escapeMrkdwn(text.replace(/\s+/g, ' ')).replaceAll('`', "'").replaceAll('*', '∗');
}
