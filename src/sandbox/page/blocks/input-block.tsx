import { useId } from 'react';
import type { BlockProps } from './blocks.tsx';
import { BlockElement, isGroup } from './elements/element.tsx';
import { elementIn } from './elements/entered.ts';
import { textIn, wordsIn } from './reading.ts';
import { useSurface } from './surface.tsx';
import { PlainText } from './texts.tsx';

/** A field with its label, its hint, and what is wrong with it. */
export function InputBlock({ block }: BlockProps) {
  const surface = useSurface();
  const id = useId();
  const element = elementIn(block.element);
  const blockId = textIn(block.block_id);
  if (element === null) return null;
  const hint = wordsIn(block.hint);
  const error = surface.errorOf(blockId);
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const label = (
    <>
      <PlainText text={wordsIn(block.label)} />
      {block.optional === true && <span className="input-block-optional"> (optional)</span>}
    </>
  );
  const field = (
    <BlockElement
      element={element}
      blockId={blockId}
      isPressed={block.dispatch_action === true}
      id={id}
      describedBy={describedBy}
      isInvalid={error !== undefined}
      label={element.type.startsWith('multi_') || element.type === 'external_select' ? wordsIn(block.label) : undefined}
    />
  );
  const shared = { className: 'input-block', 'data-focus': element.focus_on_load === true || undefined };
  const remarks = (
    <>
      {error !== undefined && (
        <p className="input-block-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== '' && (
        <p className="input-block-hint" id={`${id}-hint`}>
          <PlainText text={hint} />
        </p>
      )}
    </>
  );
  if (isGroup(element.type)) {
    return (
      <fieldset {...shared}>
        <legend className="input-block-label">{label}</legend>
        {field}
        {remarks}
      </fieldset>
    );
  }
  return (
    <div {...shared}>
      <label className="input-block-label" htmlFor={id}>
        {label}
      </label>
      {field}
      {remarks}
    </div>
  );
}
