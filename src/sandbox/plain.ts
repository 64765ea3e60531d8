/** Slack's markup as a person reads it, and how people are named in what is told. */
import type { User, World } from './slack/model.ts';

/** A reference stays whole, so that stars within an address are none. */
const BOLD = /<[^<>\n]*>|(?<![\p{L}\p{N}*])\*(?!\s)((?:<[^<>\n]*>|[^*\n<])+)(?<!\s)\*(?![\p{L}\p{N}*])/gu;
const REFERENCE = /<([^<>\n]+)>/g;
/** A terminal would obey them. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** Takes text as Slack stores it; gives plain text without references, bold marks and control characters. */
export function plain(world: Readonly<World>, text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(BOLD, (whole, inner: string | undefined) => inner ?? whole)
    .replace(REFERENCE, (_, inside: string) => reference(world, inside))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function reference(world: Readonly<World>, inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  const id = target.slice(1);
  if (target.startsWith('@')) return world.users[id] === undefined && label !== '' ? label : nameOf(world, id);
  if (target.startsWith('#')) return `#${world.channels[id]?.name ?? (label || id)}`;
  if (target.startsWith('!date^')) return label || target.split('^')[1] || '';
  if (target.startsWith('!')) return `@${(label || id).replace(/^@/, '')}`;
  const address = target.replace(/^mailto:/, '');
  return label === '' || label === address ? address : `${label}: ${address}`;
}

/** A person's name, with whose they are where they are not of the agency; for nobody's id `Somebody`. */
export function nameOf(world: Readonly<World>, userId: string | undefined): string {
  const user = world.users[userId ?? ''];
  if (user === undefined) return 'Somebody';
  const company = user.team_id === world.home ? undefined : world.teams[user.team_id]?.name;
  const remark = company ?? (user.is_restricted ? 'guest' : undefined);
  return remark === undefined ? user.real_name : `${user.real_name} (${remark})`;
}

/** Whether somebody is of a client: of another company, or a guest. */
export function isClient(world: Readonly<World>, userId: string | undefined): boolean {
  const user: User | undefined = world.users[userId ?? ''];
  if (user === undefined || user.is_bot) return false;
  return user.team_id !== world.home || user.is_restricted || user.is_ultra_restricted;
}
