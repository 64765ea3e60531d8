import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { type LoadedAgreement, loadAgreement, type Refused } from './load.ts';
import type { Sections } from './section.ts';
import type { StoredVersion } from './version.ts';

/** One value of an agreement's file: where it stands, key by key, and what is to stand there, as one would write it. */
export type AgreedValue = {
  path: readonly [string, ...string[]];
  /** Null takes the key out. */
  value: string | number | boolean | readonly string[] | null;
};

/** One item of a list whose items have ids: its keys that change, null for those that go; an item of null goes whole. */
export type AgreedItem = {
  path: readonly [string, ...string[]];
  id: string;
  item: Readonly<Record<string, ItemValue | null>> | null;
};

/** A text, several, or names with values, as of a price. */
type ItemValue = string | boolean | readonly string[] | Readonly<Record<string, string | number>>;

export type Agreed = AgreedValue | AgreedItem;

/**
 * The version in force with other values in it, as a file that was made from it. Comments and everything else stay; of a
 * list the lines that stay stay as they were written. A value that a template gave stands in the file itself from then on.
 */
export function changedAgreement(
  inForce: StoredVersion,
  values: readonly Agreed[],
  sections: Sections,
): LoadedAgreement | Refused {
  // The resolved text holds all that templates and the agency gave, so neither is needed to read it again.
  const loaded = loadAgreement(changedText(inForce.resolvedText, values), {
    fileName: 'agreement',
    sections,
    template: () => undefined,
  });
  if (!loaded.ok) return loaded;
  return { ...loaded, raw: changedText(withLists(inForce, values), values), fileVersion: inForce.version };
}

/** The text of a file with other values in it. The text must be one that was read before. */
export function changedText(text: string, values: readonly Agreed[]): string {
  const document = parsed(text);
  for (const one of values) {
    if ('item' in one) {
      setItem(document, one);
      continue;
    }
    const { path, value } = one;
    const now = document.getIn(path, true);
    if (value === null) {
      if (document.hasIn(path)) document.deleteIn(path);
    } else if (isSeq(now) && Array.isArray(value)) setLines(document, now, value);
    else document.setIn(path, Array.isArray(value) ? document.createNode([...value]) : value);
  }
  return document.toString({ lineWidth: 0 });
}

const parsed = (text: string) => parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true });

/** A list that a template gave stands in the file itself before an item of it is another. */
function withLists({ raw, resolvedText }: StoredVersion, values: readonly Agreed[]): string {
  const [file, whole] = [parsed(raw), parsed(resolvedText)];
  const missing = values.filter((one) => 'item' in one && !file.hasIn(one.path) && whole.hasIn(one.path));
  if (missing.length === 0) return raw;
  for (const { path } of missing) {
    const list = whole.getIn(path, true);
    file.setIn(path, file.createNode(isSeq(list) ? list.toJS(whole) : []));
  }
  return file.toString({ lineWidth: 0 });
}

function setItem(document: Document, { path, id, item }: AgreedItem): void {
  const list = document.getIn(path, true);
  const index = isSeq(list) ? list.items.findIndex((one) => isMap(one) && one.get('id') === id) : -1;
  const entries = Object.entries(item ?? {});
  if (isSeq(list) && index >= 0) {
    if (item === null) list.delete(index);
    for (const [key, value] of entries) {
      const at = [...path, index, key];
      if (value === null) document.deleteIn(at);
      else if (!isSame(document.getIn(at), value)) document.setIn(at, document.createNode(value));
    }
  } else if (item !== null) {
    const line = document.createNode({ id, ...Object.fromEntries(entries.filter(([, value]) => value !== null)) });
    if (isSeq(list)) list.add(line);
    else document.setIn(path, document.createNode([line]));
  }
}

function isSame(now: unknown, value: ItemValue): boolean {
  return JSON.stringify(isSeq(now) || isMap(now) ? now.toJSON() : now) === JSON.stringify(value);
}

function setLines(document: Document, list: YAMLSeq, lines: readonly string[]): void {
  const kept = list.items.filter((item) => lines.some((line) => line === lineOf(item)));
  const added = lines.filter((line) => !kept.some((item) => line === lineOf(item)));
  list.items = [...kept, ...added.map((line) => document.createNode(line))];
}

/** Spacing within a line is the writer's own. */
function lineOf(item: unknown): string | null {
  return isScalar(item) ? String(item.value).trim().replace(/\s+/g, ' ') : null;
}
