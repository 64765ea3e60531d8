import { type Document, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { type LoadedAgreement, loadAgreement, type Refused } from './load.ts';
import type { Sections } from './section.ts';
import type { StoredVersion } from './version.ts';

/** One value of an agreement's file: where it stands, key by key, and what is to stand there, as one would write it. */
export interface AgreedValue {
  path: readonly [string, ...string[]];
  /** Null takes the key out. */
  value: string | number | boolean | readonly string[] | null;
}

/**
 * The version in force with other values in it, as a file that was made from it. Comments and everything else stay; of a
 * list the lines that stay stay as they were written. A value that a template gave stands in the file itself from then on.
 */
export function changedAgreement(
  inForce: StoredVersion,
  values: readonly AgreedValue[],
  sections: Sections,
): LoadedAgreement | Refused {
  // The resolved text holds all that templates and the agency gave, so neither is needed to read it again.
  const loaded = loadAgreement(changedText(inForce.resolvedText, values), {
    fileName: 'agreement',
    sections,
    template: () => undefined,
  });
  if (!loaded.ok) return loaded;
  return { ...loaded, raw: changedText(inForce.raw, values), fileVersion: inForce.version };
}

/** The text of a file with other values in it. The text must be one that was read before. */
export function changedText(text: string, values: readonly AgreedValue[]): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true });
  for (const { path, value } of values) {
    const now = document.getIn(path, true);
    if (value === null) {
      if (document.hasIn(path)) document.deleteIn(path);
    } else if (isSeq(now) && Array.isArray(value)) setLines(document, now, value);
    else document.setIn(path, Array.isArray(value) ? document.createNode([...value]) : value);
  }
  return document.toString({ lineWidth: 0 });
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
