import type { PlannedThing } from '../../../agreement/planned.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, keys, say } from '../words.ts';

/** What something is called: by the agreement, or in the house's words for it; its own id where it is agreed no more. */
export function titled({ kind, id, title }: Pick<PlannedThing, 'kind' | 'id' | 'title'>, language: string): string {
  const key = `${kind}.${id}`;
  if (title === null) return keys.has(key) ? say(language, key as Key) : escapeName(id);
  return kind === 'meeting' ? escapeName(title) : say(language, `${kind}.titled` as Key, { title: escapeName(title) });
}
