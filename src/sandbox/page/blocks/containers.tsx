import type { ComponentType } from 'react';
import type { BlockProps } from './blocks.tsx';
import { ActionsBlock } from './plain-blocks.tsx';
import { type Given, givenIn, inOrder, isGiven, textIn, wordsIn } from './reading.ts';
import { RichText } from './rich-text.tsx';
import { useSurface } from './surface.tsx';
import { PlainText, TextObject } from './texts.tsx';

type ContainerProps = BlockProps & { draw: ComponentType<{ blocks: Given[] }> };

/** Blocks in a frame with a title; also cards side by side. */
export function ContainerBlock({ block, draw: Draw }: ContainerProps) {
  const { names } = useSurface();
  const held = <Draw blocks={givenIn(block.type === 'carousel' ? block.elements : block.child_blocks)} />;
  if (block.type === 'carousel') return <div className="blocks-carousel">{held}</div>;
  const title = isGiven(block.rich_text_title) ? (
    <RichText elements={block.rich_text_title.elements} names={names} />
  ) : (
    <PlainText text={wordsIn(block.title)} />
  );
  const head = (
    <>
      <strong>{title}</strong> <TextObject value={block.subtitle} names={names} />
    </>
  );
  if (block.is_collapsible !== true) {
    return (
      <div className="blocks-container">
        <div>{head}</div>
        {held}
      </div>
    );
  }
  return (
    <details className="blocks-container" open={block.default_collapsed !== true}>
      <summary>{head}</summary>
      {held}
    </details>
  );
}

/** A title, a few words and buttons in a frame. */
export function CardBlock({ block }: BlockProps) {
  const { names } = useSurface();
  return (
    <div className="blocks-container">
      <strong>
        <TextObject value={block.title} names={names} />
      </strong>
      <div className="blocks-soft">
        <TextObject value={block.subtitle} names={names} />
      </div>
      <TextObject value={block.body} names={names} />
      {givenIn(block.actions).length > 0 && <ActionsBlock block={{ ...block, elements: block.actions }} />}
    </div>
  );
}

/** Steps of something under way. */
export function PlanBlock({ block }: BlockProps) {
  return (
    <div className="blocks-container">
      <strong>{textIn(block.title)}</strong>
      {inOrder(givenIn(block.tasks)).map(({ key, part }) => (
        <TaskBlock key={key} block={part} />
      ))}
    </div>
  );
}

const STATES: Record<string, string> = {
  pending: 'waiting',
  in_progress: 'under way',
  complete: 'done',
  error: 'failed',
};

/** One step with how far it is. */
export function TaskBlock({ block }: BlockProps) {
  const { names } = useSurface();
  const state = textIn(block.status);
  return (
    <div className="blocks-container">
      {textIn(block.title)}{' '}
      <span className="blocks-soft">({Object.hasOwn(STATES, state) ? STATES[state] : state})</span>
      {[block.details, block.output].filter(isGiven).map((part) => (
        <RichText key={part === block.details ? 'details' : 'output'} elements={part.elements} names={names} />
      ))}
    </div>
  );
}
