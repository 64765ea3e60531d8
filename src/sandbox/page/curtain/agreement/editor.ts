/** The agreement's editor. Loaded when it is first looked at, as it is the heaviest thing on the page. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, temporarilySetTabFocusMode } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentService, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Problem } from '../../../../agreement/problem.ts';
import { completeAgreement, hoverAgreement } from './completion.ts';
import { indentAfter } from './place.ts';
import { editorFace } from './theme.ts';

export type EditorOptions = {
  parent: HTMLElement;
  text: string;
  label: string;
  /** Id of the element that says how to leave by keyboard. */
  describedBy: string;
  /** For the style sheets that it adds; empty where the page has none. */
  nonce: string;
  onText(text: string): void;
  onSave(): void;
};

export type Editor = {
  /** Takes another text, without telling `onText`; the cursor stays where the texts are the same. */
  show(text: string): void;
  mark(problems: readonly Problem[]): void;
  /** Puts the cursor where a problem is, into view, with the focus. */
  jump(problem: Problem): void;
  close(): void;
};

const fromOutside = Annotation.define<boolean>();

function offsetOf(text: Text, { line, column }: Problem): number {
  const at = text.line(Math.min(Math.max(line, 1), text.lines));
  return Math.min(at.from + Math.max(column, 1) - 1, at.to);
}

/** From where a problem is to the end of the word there. */
function diagnosticOf(text: Text, problem: Problem): Diagnostic {
  const from = offsetOf(text, problem);
  const line = text.lineAt(from);
  const word = /^[^\s,{}[\]#]*/.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
  return { from, to: from + word, severity: 'error', message: problem.message };
}

/** The part in which two texts differ, as one change of the first. */
function changeBetween(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function extensionsFor({ label, describedBy, nonce, onText, onSave }: EditorOptions) {
  const save = () => {
    onSave();
    return true;
  };
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, tabindex: '0' }),
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    indentService.of((context, at) => indentAfter(context.lineAt(at, -1).text)),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    yaml(),
    autocompletion({ override: [completeAgreement], icons: false }),
    hoverTooltip(hoverAgreement, { hideOnChange: true }),
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      ...completionKeymap,
      ...closeBracketsKeymap,
      { key: 'Escape', run: temporarilySetTabFocusMode },
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      const isTyped = !update.transactions.some((one) => one.annotation(fromOutside));
      if (update.docChanged && isTyped) onText(update.state.doc.toString());
    }),
    editorFace,
  ];
}

/** Opens an editor within `parent`; `close` takes it out again. */
export function openEditor(options: EditorOptions): Editor {
  const state = EditorState.create({ doc: options.text, extensions: extensionsFor(options) });
  const view = new EditorView({ state, parent: options.parent });
  return {
    show(text) {
      const before = view.state.doc.toString();
      if (before === text) return;
      view.dispatch({ changes: changeBetween(before, text), annotations: fromOutside.of(true) });
    },
    mark(problems) {
      const found = problems.map((problem) => diagnosticOf(view.state.doc, problem));
      view.dispatch(setDiagnostics(view.state, found));
    },
    jump(problem) {
      const at = offsetOf(view.state.doc, problem);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
