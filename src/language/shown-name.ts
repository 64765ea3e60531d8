/** How a person is named in our messages. Looks nobody up: takes the names that are known. */
import { escapeName } from './mrkdwn.ts';

const LONGEST = 60;

/** Takes names by Slack id and one of these ids; gives the name ready for markup, Slack's own mention where none is known, and nothing for nobody. */
export function shownName(names: ReadonlyMap<string, string>, userId: string | null): string {
  if (userId === null) return '';
  const name = names.get(userId) ?? '';
  return escapeName(name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name) || `<@${userId}>`;
}
