/** The editor's face: the page's own colours, light and dark. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const face = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--ground)',
    border: '1px solid var(--edge-strong)',
    borderRadius: 'var(--round-small)',
    fontSize: 'var(--size-small)',
    height: '100%',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--face-code)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-gutters': {
    color: 'var(--ink-soft)',
    backgroundColor: 'var(--ground-soft)',
    borderRight: '1px solid var(--edge)',
    borderRadius: 'var(--round-small) 0 0 var(--round-small)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ground-hover)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ground-hover) 55%, transparent)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--good-soft)', outline: '1px solid var(--good)' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--ground-raised)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--round-small)',
    boxShadow: 'var(--shadow)',
    fontFamily: 'var(--face)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--face-code)', fontSize: 'var(--size-small)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 10px', maxWidth: '280px', fontSize: 'var(--size-small)' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', fontSize: 'var(--size-tiny)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'bold' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '320px', fontSize: 'var(--size-small)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--bad)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--link)' },
  { tag: [tags.string, tags.content, tags.literal], color: 'var(--ink)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--ink-soft)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--ink-soft)' },
  { tag: [tags.typeName, tags.labelName, tags.keyword, tags.meta], color: 'var(--accent)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

/** Everything the editor needs to look as the page does. */
export const editorFace = [face, syntaxHighlighting(colours)];
