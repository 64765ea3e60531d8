/** Reads labelled messages, the project's own or those of one's own channel. Pure: takes the text of a file. */

import type { Urgency } from './request/urgency.ts';
import type { Scope } from './scope/decide.ts';

/** One labelled message; `language` only groups the figures, the reader never sees it. Labels that are not there are not counted. */
export type LabelledMessage = {
  readonly language: string;
  readonly text: string;
  readonly hasFiles: boolean;
  /** Whose scope list it belongs to, where a file holds several clients. */
  readonly client?: string;
  readonly needsReply?: boolean;
  readonly isRequest?: boolean;
  readonly scope?: Scope;
  readonly item?: string | null;
  readonly urgency?: Urgency;
};

const SCOPES: readonly Scope[] = ['in', 'out', 'unlisted', 'none'];
const URGENCIES: readonly Urgency[] = ['normal', 'elevated', 'emergency'];

/**
 * Takes the text of a labelled file, one JSON object a line with `text` and the labels there are: `needsReply` (or
 * `needs_reply`), `isRequest` (`is_request`), `scope` (`scope_label`), `item` (`scope_item`), `urgency`; if wanted
 * `language` (`lang`), `client` and `hasFiles` (`has_files`). Throws an Error that names the line where one cannot be used.
 */
export function parseLabelled(content: string): readonly LabelledMessage[] {
  return content
    .split('\n')
    .map((line, index) => ({ line: line.replace(/^\uFEFF/, '').trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => labelledMessage(parseLine(line, number), number));
}

function parseLine(line: string, number: number): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return { ...row };
  } catch {
    // Said below, with the line's number.
  }
  throw new Error(`line ${number}: not a JSON object; write {"text": "…", "needsReply": true}`);
}

function labelledMessage(row: Record<string, unknown>, number: number): LabelledMessage {
  const { text } = row;
  if (typeof text !== 'string') throw new Error(`line ${number}: "text" is missing`);
  const needsReply = truth(row.needsReply ?? row.needs_reply, 'needsReply', number);
  const isRequest = truth(row.isRequest ?? row.is_request, 'isRequest', number);
  const scope = oneOf(row.scope ?? row.scope_label, SCOPES, 'scope', number);
  const urgency = oneOf(row.urgency, URGENCIES, 'urgency', number);
  const item = row.item === undefined ? row.scope_item : row.item;
  if (item !== undefined && item !== null && typeof item !== 'string') {
    throw new Error(`line ${number}: "item" must be the id of an item, or null`);
  }
  return {
    language: String(row.language ?? row.lang ?? 'unknown'),
    text,
    hasFiles: (row.hasFiles ?? row.has_files) === true,
    ...(row.client === undefined ? {} : { client: String(row.client) }),
    ...(needsReply === undefined ? {} : { needsReply }),
    ...(isRequest === undefined ? {} : { isRequest }),
    ...(scope === undefined ? {} : { scope }),
    ...(item === undefined ? {} : { item }),
    ...(urgency === undefined ? {} : { urgency }),
  };
}

function truth(value: unknown, name: string, number: number): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw new Error(`line ${number}: "${name}" must be true or false`);
}

function oneOf<One extends string>(value: unknown, all: readonly One[], name: string, number: number): One | undefined {
  if (value === undefined || value === null) return undefined;
  const found = all.find((one) => one === value);
  if (found === undefined) throw new Error(`line ${number}: "${name}" must be one of ${all.join(', ')}`);
  return found;
}
