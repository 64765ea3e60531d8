import { type Change, diffAgreements } from './diff.ts';
import { readYaml } from './yaml-source.ts';

/** A version that is or was in force, as it is stored. */
export interface StoredVersion {
  version: number;
  raw: string;
  resolvedText: string;
}

/** What applying a file comes to. */
export type ApplyPlan =
  | ({ kind: 'first' } & StoredVersion)
  | { kind: 'unchanged'; version: number }
  | ({ kind: 'next'; changes: Change[]; lost: Change[] } & StoredVersion)
  | { kind: 'refused'; message: string; inForce: number; difference: Change[]; lost: Change[] };

/** What a file brings: its text, the same with templates worked in, and the version it says it was made from. */
export interface Incoming {
  raw: string;
  resolvedText: string;
  fileVersion: number | undefined;
}

export interface PlanOptions {
  /** The stored version which the file was made from, if it is another than the one in force; makes `lost` exact. */
  base?: StoredVersion | undefined;
  /** Apply although the file was made from another version than the one in force. */
  force?: boolean;
}

/**
 * Decides what applying a file comes to. A file's `version` is the version it was made from. Nothing in force: it becomes
 * version 1. Nothing different from what is in force: nothing happens, whatever number it says. Made from the version in
 * force: it becomes the next. Made from another: refused with the difference, and with `force` the next all the same.
 * Both texts of the outcome carry the new number; nothing else in the raw one is touched.
 */
export function planApply(
  incoming: Incoming,
  inForce: StoredVersion | undefined,
  options: PlanOptions = {},
): ApplyPlan {
  const raw = withoutHeader(incoming.raw);
  const numbered = (version: number): StoredVersion => ({
    version,
    raw: withVersion(raw, version),
    resolvedText: withVersion(incoming.resolvedText, version),
  });
  if (!inForce) return { kind: 'first', ...numbered(1) };
  const changes = diffAgreements(inForce.resolvedText, incoming.resolvedText);
  const sameText = withVersion(raw, 1) === withVersion(withoutHeader(inForce.raw), 1);
  if (changes.length === 0 && (sameText || incoming.fileVersion !== inForce.version)) {
    return { kind: 'unchanged', version: inForce.version };
  }
  const fits = incoming.fileVersion === inForce.version;
  const lost = fits ? [] : lostChanges(changes, inForce, options.base);
  if (!fits && !options.force) {
    const message = refusal(incoming.fileVersion, inForce.version);
    return { kind: 'refused', message, inForce: inForce.version, difference: changes, lost };
  }
  return { kind: 'next', ...numbered(inForce.version + 1), changes, lost };
}

/** What was agreed since the file was made and would be undone by it. Without the base, everything that differs could be. */
function lostChanges(changes: readonly Change[], inForce: StoredVersion, base: StoredVersion | undefined): Change[] {
  if (!base) return [...changes];
  const agreedSince = diffAgreements(base.resolvedText, inForce.resolvedText);
  return agreedSince.filter((since) =>
    changes.some(
      ({ path, before, after }) =>
        // A line of a list is lost when the file leaves out what was added, or adds what was taken out.
        path === since.path && (same(before, since.after) || same(after, since.before)),
    ),
  );
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

function refusal(fileVersion: number | undefined, inForce: number): string {
  const export_ = 'export the version in force and make your changes in that, or see with --force what would be lost';
  if (fileVersion === undefined) {
    return `the file does not say which version it was made from, and version ${inForce} is in force; write version: ${inForce} once you have seen the difference, or ${export_}`;
  }
  return fileVersion < inForce
    ? `the file was made from version ${fileVersion}, and version ${inForce} is in force; ${export_}`
    : `the file says version ${fileVersion}, and the one in force is only ${inForce}; write version: ${inForce}, or ${export_}`;
}

/** The same text with this version in it; comments, order and spacing stay. Adds the line after `schema` where there is none. */
export function withVersion(text: string, version: number): string {
  const read = readYaml(text, '');
  if ('problems' in read) throw new Error('only the text of a file that was read has a version');
  const { source } = read;
  const lines = text.split('\n');
  const position = source.locate(['version'], 'value');
  if (position) {
    const found = lines[position.line - 1] ?? '';
    const [before, rest] = [found.slice(0, position.column - 1), found.slice(position.column - 1)];
    lines[position.line - 1] = `${before}${rest.replace(/^[^\s#]+/, String(version))}`;
    return lines.join('\n');
  }
  const after = source.locate(['schema'], 'key')?.line ?? (source.locate([], 'value')?.line ?? 1) - 1;
  const ending = text.includes('\r\n') ? '\r' : '';
  lines.splice(after, 0, `version: ${version}${ending}`);
  return lines.join('\n');
}

const HEADER = '# Exported by groundrules: ';

/**
 * The stored text for editing, under one comment line that names the version in force and since when (`since`: a text for
 * people). Exporting an exported text again replaces that line.
 */
export function exportAgreement({ version, raw }: Pick<StoredVersion, 'version' | 'raw'>, since: string): string {
  const header = `${HEADER}version ${version}, in force since ${since}. Edit it, then apply it.`;
  const [first = '', ...rest] = withVersion(withoutHeader(raw), version).split('\n');
  // Editors look for their own line first.
  return (first.startsWith('# yaml-language-server:') ? [first, header, ...rest] : [header, first, ...rest]).join('\n');
}

function withoutHeader(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith(HEADER))
    .join('\n');
}
