import { createElement } from 'react';
import type { BlockProps } from './blocks.tsx';
import { InlineNodes } from './mrkdwn.tsx';
import type { Names } from './names.ts';
import { type MarkdownPart, readMarkdown } from './read-markdown.ts';
import { inOrder, textIn } from './reading.ts';
import { useSurface } from './surface.tsx';

/** A block written in Markdown. */
export function MarkdownBlock({ block }: BlockProps) {
  const { names } = useSurface();
  return (
    <div className="blocks-markdown mrkdwn">
      {inOrder(readMarkdown(textIn(block.text))).map(({ key, part }) => (
        <Part key={key} part={part} names={names} />
      ))}
    </div>
  );
}

function Part({ part, names }: { part: MarkdownPart; names: Names }) {
  if (part.type === 'rule') return <hr className="blocks-divider" />;
  if (part.type === 'code') return <pre className="mrkdwn-pre">{part.text}</pre>;
  const words = <InlineNodes nodes={part.children} names={names} />;
  switch (part.type) {
    case 'heading':
      return createElement(`h${Math.min(6, part.level + 2)}`, { className: 'blocks-header' }, words);
    case 'item':
      return (
        <div className="blocks-item" style={{ marginInlineStart: `${Math.min(8, part.indent) * 20}px` }}>
          <span>{part.mark}</span>
          <span>{words}</span>
        </div>
      );
    case 'quote':
      return <blockquote className="mrkdwn-quote">{words}</blockquote>;
    default:
      return <p>{words}</p>;
  }
}
