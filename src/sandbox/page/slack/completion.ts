/** What can be completed where the caret stands: people, channels, emoji, and commands at the start. */
import type { PersonCard } from '../../contract.ts';
import type { SlashCommand } from '../../slack/model.ts';
import { isPresent } from './people.ts';

export type Trigger = { kind: '@' | '#' | ':' | '/'; from: number; to: number; typed: string };

/** One thing that can be chosen. `insert` takes the place of the trigger and what was typed after it. */
export type Candidate = { key: string; label: string; detail: string; sign: string; insert: string };

const most = 8;

/** What is being typed before the caret that asks for completion; null: nothing. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  if (command) return { kind: '/', from: 0, to: caret, typed: before.slice(1) };
  const found = /(?:^|[\s(])([@#:])([^\s@#:()]*(?: [^\s@#:()]*)?)$/u.exec(before);
  if (!found) return null;
  const [, sign, typed = ''] = found;
  const kind = sign as Trigger['kind'];
  // Names of people have spaces in them, those of channels and emoji do not.
  if (kind !== '@' && typed.includes(' ')) return null;
  if (kind === ':' && typed.length < 2) return null;
  return { kind, from: caret - typed.length - 1, to: caret, typed };
}

function ranked<T>(all: T[], typed: string, wordsOf: (one: T) => string[]): T[] {
  const wanted = typed.toLowerCase();
  const rank = (one: T) => {
    const words = wordsOf(one).map((word) => word.toLowerCase());
    if (words.some((word) => word.startsWith(wanted))) return 0;
    return words.some((word) => word.split(/[\s-]/).some((part) => part.startsWith(wanted))) ? 1 : 2;
  };
  return all.filter((one) => rank(one) < 2).sort((one, other) => rank(one) - rank(other));
}

/** People to name, members of the channel first; then whole channels' worth of people. */
export function peopleCandidates(typed: string, people: PersonCard[], members: string[]): Candidate[] {
  const present = people.filter(isPresent);
  const isTwin = ({ id, realName }: PersonCard) => people.some((one) => one.id !== id && one.realName === realName);
  const inside = (person: PersonCard) => members.includes(person.id);
  const found = ranked(present, typed, ({ realName, name }) => [realName, name]);
  const named = [...found.filter(inside), ...found.filter((person) => !inside(person))].map((person) => ({
    key: person.id,
    label: person.realName,
    detail: [`@${person.name}`, person.title, inside(person) ? '' : 'not in this channel'].filter(Boolean).join(' · '),
    sign: '@',
    insert: `@${isTwin(person) ? person.name : person.realName} `,
  }));
  const ranges = [
    { key: 'here', detail: 'everybody who is active' },
    { key: 'channel', detail: 'everybody in this channel' },
  ].filter(({ key }) => key.startsWith(typed.toLowerCase()));
  const all = ranges.map(({ key, detail }) => ({ key, detail, label: `@${key}`, sign: '@', insert: `@${key} ` }));
  return [...named, ...all].slice(0, most);
}

/** Channels to name. */
export function channelCandidates(
  typed: string,
  channels: { id: string; name: string; with: string | null; topic: string }[],
): Candidate[] {
  const named = channels.filter((channel) => channel.with === null);
  return ranked(named, typed, ({ name }) => [name])
    .slice(0, most)
    .map(({ id, name, topic }) => ({ key: id, label: name, detail: topic, sign: '#', insert: `#${name} ` }));
}

/** The app's commands. */
export function commandCandidates(typed: string, commands: SlashCommand[]): Candidate[] {
  return ranked(commands, `/${typed}`, ({ command }) => [command])
    .slice(0, most)
    .map(({ command, description, usage_hint }) => ({
      key: command,
      label: [command, usage_hint].filter(Boolean).join(' '),
      detail: description,
      sign: '/',
      insert: `${command} `,
    }));
}

/** Emoji by name; `found` comes from the search, best first. */
export function emojiCandidates(found: { name: string; emoji: string }[]): Candidate[] {
  return found
    .slice(0, most)
    .map(({ name, emoji }) => ({ key: name, label: `:${name}:`, detail: '', sign: emoji, insert: `:${name}: ` }));
}

/** The text and where the caret stands in it when a candidate was chosen. */
export function completed(text: string, trigger: Trigger, { insert }: Candidate): { text: string; caret: number } {
  const rest = text.slice(trigger.to);
  const spaced = rest.startsWith(' ') ? insert.trimEnd() : insert;
  return { text: text.slice(0, trigger.from) + spaced + rest, caret: trigger.from + insert.length };
}
