/** What the schema of agreements offers while one types, and says of what one points at. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView, Tooltip } from '@codemirror/view';
import agreementSchema from '../../../../../agreement.schema.json' with { type: 'json' };
import { placeAt, type YamlPlace } from './place.ts';
import { describe, keysAt, type Schema, valuesAt } from './schema-walk.ts';

const schema: Schema = agreementSchema;

function keyCompletions({ path, siblings, indent }: YamlPlace): Completion[] {
  const free = keysAt(schema, path).filter(({ key }) => !siblings.includes(key));
  return free.map(({ key, description, holds, isRequired }) => {
    const inner = `\n${' '.repeat(Math.max(indent, 0) + 2)}`;
    const after = holds === 'value' || indent < 0 ? ' ' : holds === 'list' ? `${inner}- ` : inner;
    return {
      label: key,
      apply: `${key}:${after}`,
      type: 'property',
      boost: isRequired ? 1 : 0,
      ...(isRequired ? { detail: 'needed' } : {}),
      ...(description === '' ? {} : { info: description }),
    };
  });
}

function valueCompletions({ path }: YamlPlace): Completion[] {
  const info = describe(schema, path);
  return valuesAt(schema, path).map(({ text, isExample }, index) => ({
    label: text,
    type: isExample ? 'text' : 'enum',
    boost: -index,
    ...(isExample ? { detail: 'for example' } : {}),
    ...(info === '' ? {} : { info }),
  }));
}

/** Completes keys and values at the cursor; unasked only once something is typed, or a value begins. */
export function completeAgreement(context: CompletionContext): CompletionResult | null {
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (place === null) return null;
  if (!context.explicit && place.typed === '' && place.wants !== 'value') return null;
  const options = [
    ...(place.wants === 'value' ? [] : keyCompletions(place)),
    ...(place.wants === 'key' ? [] : valueCompletions(place)),
  ];
  return options.length === 0 ? null : { from: place.from, options, validFor: /^[^\s,{}[\]]*$/ };
}

/** What the schema says of the word at an offset of a text, with where that word stands; null: nothing. */
export function wordsAbout(
  text: string,
  offset: number,
): { from: number; to: number; path: string; words: string } | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart).split('\n', 1)[0] ?? '';
  for (const word of line.matchAll(/[^\s,{}[\]:#]+/g)) {
    const from = lineStart + word.index;
    const to = from + word[0].length;
    if (offset < from || offset > to) continue;
    const place = placeAt(text, from);
    const isKey = /^\s*:(\s|$)/.test(line.slice(to - lineStart));
    if (place === null) return null;
    const path = isKey ? [...place.path, word[0]] : place.path;
    const words = describe(schema, path);
    return words === '' ? null : { from, to, path: path.join('.').replaceAll('.[]', '[]'), words };
  }
  return null;
}

/** Tells of the key or value under the pointer. */
export function hoverAgreement(view: EditorView, offset: number): Tooltip | null {
  const found = wordsAbout(view.state.doc.toString(), offset);
  if (found === null) return null;
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'agreement-hover';
    const path = dom.appendChild(document.createElement('code'));
    path.textContent = found.path;
    dom.appendChild(document.createElement('p')).textContent = found.words;
    return { dom };
  };
  return { pos: found.from, end: found.to, above: true, create };
}
