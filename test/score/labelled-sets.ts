/** The project's own labelled messages, read from `src/language/labelled`, with the scope list of each one's client. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type LabelledMessage, parseLabelled } from '../../src/language/labelled.ts';
import { type PreparedScope, prepareScope, type ScopeItem } from '../../src/language/read-request.ts';

const labelled = join(import.meta.dirname, '../../src/language/labelled');

export type LabelledSet = {
  readonly rows: readonly LabelledMessage[];
  /** The list of a client by its name; an empty one where the messages name none. */
  scopeOf(client: string | undefined): PreparedScope;
};

/** Reads a set by its folder; the one without a name is labelled with "needs a reply" alone. */
export function labelledSet(name: '' | 'requests' | 'alarms' | 'held-out'): LabelledSet {
  const folder = join(labelled, name);
  const files = readdirSync(folder);
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  const rows = files.filter((file) => file.endsWith('.jsonl')).flatMap((file) => parseLabelled(text(file)));
  const lists = files
    .filter((file) => file.endsWith('.yml'))
    .map((file): [string, PreparedScope] => {
      const { items }: { items: ScopeItem[] } = parse(text(file));
      return [file.replace(/^scope-|\.yml$/g, ''), prepareScope(items)];
    });
  const scopes = new Map(lists);
  const none = prepareScope([]);
  return { rows, scopeOf: (client) => scopes.get(client ?? '') ?? none };
}
