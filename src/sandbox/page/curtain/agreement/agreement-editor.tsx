import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Problem } from '../../../../agreement/problem.ts';
import type { Editor } from './editor.ts';

export type EditorHandle = { jump(problem: Problem): void };

function nonceOfPage(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/**
 * Takes the text to show and what is wrong with it, tells `onText` what is typed and `onSave` of Ctrl or Cmd+S. The editor
 * itself comes a moment later; should it not come, a plain field stands in its place.
 */
export function AgreementEditor(props: {
  text: string;
  problems: readonly Problem[];
  label: string;
  describedBy: string;
  handle: RefObject<EditorHandle | null>;
  onText: (text: string) => void;
  onSave: () => void;
}) {
  const { text, problems, label, describedBy } = props;
  const parent = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [isPlain, setPlain] = useState(false);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let isGone = false;
    let opened: Editor | null = null;
    async function open() {
      const { openEditor } = await import('./editor.ts');
      if (isGone || parent.current === null) return;
      opened = openEditor({
        parent: parent.current,
        text: latest.current.text,
        label,
        describedBy,
        nonce: nonceOfPage(),
        onText: (typed) => latest.current.onText(typed),
        onSave: () => latest.current.onSave(),
      });
      setEditor(opened);
    }
    open().catch(() => setPlain(true));
    return () => {
      isGone = true;
      opened?.close();
      setEditor(null);
    };
  }, [label, describedBy]);

  useEffect(() => editor?.show(text), [editor, text]);
  useEffect(() => editor?.mark(problems), [editor, problems]);
  useImperativeHandle(props.handle, () => ({ jump: (problem) => editor?.jump(problem) }), [editor]);

  if (isPlain) {
    return (
      <textarea
        className="agreement-plain"
        aria-label={label}
        spellCheck={false}
        value={text}
        onChange={(event) => props.onText(event.target.value)}
      />
    );
  }
  return (
    <div className="agreement-editor" ref={parent}>
      {editor === null ? <p className="agreement-loading">Opening the editor…</p> : null}
    </div>
  );
}
