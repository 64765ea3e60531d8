import { useEffect, useId, useRef, useState } from 'react';
import type { AppliedAgreement, CurtainPart, Done, HouseDeed } from '../../../contract.ts';
import { momentText } from '../../clock/moments.ts';
import { AgreementEditor, type EditorHandle } from './agreement-editor.tsx';
import { type Draft, draftAfterTyping, draftBeside, draftWasApplied, keepDraft, useDraft } from './drafts.ts';
import { Outcome } from './outcome.tsx';
import { checkWords, ProblemList } from './problem-list.tsx';
import { useCheck } from './use-check.ts';
import './agreement.css';

type Client = NonNullable<CurtainPart['client']>;
type InForce = NonNullable<CurtainPart['agreement']>;

export type AgreementPanelProps = {
  client: Client;
  inForce: InForce;
  /** Which world the draft belongs to; see {@link WorkspacePart.run}. */
  run: string;
  onDeed: (deed: HouseDeed) => Promise<Done>;
  onLook: (about: { channel: string; ts: string }) => void;
};

const draftName = (run: string, client: Client) => `${run}/${client.id}`;

/** What is being applied and what became of it; both of the text and version in hand. */
function useApplying({ client, run, onDeed }: AgreementPanelProps) {
  const [isApplying, setApplying] = useState(false);
  const [applied, setApplied] = useState<AppliedAgreement | null>(null);
  const [trouble, setTrouble] = useState('');
  const apply = async (text: string, force: boolean) => {
    setApplying(true);
    setTrouble('');
    const done = await onDeed({ deed: 'applyAgreement', clientId: client.id, text, force });
    setApplying(false);
    if (!done.ok) return setTrouble(done.message);
    const answer = done.answer as AppliedAgreement;
    setApplied(answer);
    if (answer.outcome === 'applied' || answer.outcome === 'unchanged')
      draftWasApplied(draftName(run, client), text, answer.version);
  };
  return { isApplying, applied, trouble, apply, forget: () => setApplied(null) };
}

/** The draft of this client, with how to change it; dropped once what is in force says the same. */
function useOwnDraft({ client, inForce, run }: AgreementPanelProps) {
  const name = draftName(run, client);
  const draft = useDraft(name);
  useEffect(() => {
    if (draft !== undefined && draftBeside(draft, inForce) === undefined) keepDraft(name, undefined);
  }, [draft, inForce, name]);
  return { draft, keepAs: (next: Draft | undefined) => keepDraft(name, next) };
}

/**
 * The agreement of one client in a live editor: read with every change, applied with a button or Ctrl+S. What is not applied
 * stays while other panels and channels are looked at.
 */
export function AgreementPanel(props: AgreementPanelProps) {
  const { client, inForce, onDeed } = props;
  const id = useId();
  const editor = useRef<EditorHandle>(null);
  const { draft, keepAs } = useOwnDraft(props);
  const text = draft?.text ?? inForce.text;
  const check = useCheck(client.id, text, onDeed);
  const { isApplying, applied, trouble, apply, forget } = useApplying(props);
  const isUnsaved = draft !== undefined && draft.applied === null;
  const revert = () => {
    forget();
    keepAs(undefined);
  };
  const state = check.state === 'known' ? (check.problems.length === 0 ? 'fine' : 'broken') : check.state;

  return (
    <div className="agreement">
      <p className="agreement-version">
        Version {inForce.version} is in force since {momentText(inForce.appliedAt, client.timeZone)}
        {isUnsaved ? <strong> · changed, not applied</strong> : null}
        {isUnsaved && draft.base !== inForce.version ? (
          <strong> · your change was begun from version {draft.base}</strong>
        ) : null}
      </p>
      <AgreementEditor
        key={client.id}
        handle={editor}
        text={text}
        problems={check.problems}
        label={`Agreement with ${client.name}, as YAML`}
        describedBy={`${id}-keys`}
        onText={(typed) => {
          forget();
          keepAs(draftAfterTyping(draft, typed, inForce));
        }}
        onSave={() => void apply(text, false)}
      />
      <div className="agreement-bar">
        <p className="agreement-status" role="status" data-state={state}>
          <span aria-hidden="true">{{ fine: '✓ ', broken: '✕ ', trouble: '⚠ ', reading: '… ' }[state]}</span>
          {checkWords(check)}
        </p>
        <div className="agreement-buttons">
          <button
            type="button"
            className="agreement-apply"
            aria-disabled={isApplying}
            onClick={() => !isApplying && void apply(text, false)}
          >
            {isApplying ? 'Applying…' : 'Apply'}
          </button>
          <button type="button" disabled={!isUnsaved} title="Back to what is in force" onClick={revert}>
            Revert
          </button>
        </div>
      </div>
      <ProblemList problems={check.problems} onJump={(problem) => editor.current?.jump(problem)} />
      <div role="status">
        {trouble === '' ? null : <p className="agreement-trouble">{trouble}</p>}
        {applied === null ? null : (
          <Outcome
            applied={applied}
            timeZone={client.timeZone}
            onLook={props.onLook}
            onForce={() => void apply(text, true)}
            onRevert={revert}
          />
        )}
      </div>
      <p className="agreement-keys" id={`${id}-keys`}>
        Ctrl+Space completes · Ctrl+S applies · Tab indents: Escape, then Tab leaves the editor
      </p>
    </div>
  );
}
