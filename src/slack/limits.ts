import type { KnownBlock } from '@slack/types';
import type { Rendered } from '../engine/rule.ts';

/** Slack's limits, in characters and blocks. Text beyond 4,000 cannot be updated any more. */
const limits = {
  text: 4000,
  section: 3000,
  field: 2000,
  header: 150,
  contextElement: 3000,
  blocks: 50,
  homeBlocks: 100,
} as const;

/** Cuts what Slack would refuse for its length. A view that knows its data cuts better; this keeps a long one from being lost. */
export function withinLimits({ text, blocks }: Rendered): Rendered {
  return { text: shorten(text, limits.text), blocks: blocks.slice(0, limits.blocks).map(fitBlock) };
}

/** The same for a home tab, which has blocks only. */
export function homeLimits({ blocks }: Rendered): Pick<Rendered, 'blocks'> {
  return { blocks: blocks.slice(0, limits.homeBlocks).map(fitBlock) };
}

/** Shortens text to `limit` characters with an ellipsis, never inside a surrogate pair, an escape or a link. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '');
  const whole = cut.replace(/&[a-z]{0,3}$/, '').replace(/<[^<>]*$/, '');
  return `${whole}…`;
}

function fitBlock(block: KnownBlock): KnownBlock {
  switch (block.type) {
    case 'section':
      return {
        ...block,
        ...(block.text ? { text: fitText(block.text, limits.section) } : {}),
        ...(block.fields ? { fields: block.fields.slice(0, 10).map((field) => fitText(field, limits.field)) } : {}),
      };
    case 'header':
      return { ...block, text: fitText(block.text, limits.header) };
    case 'context':
      return {
        ...block,
        elements: block.elements
          .slice(0, 10)
          .map((part) => (part.type === 'image' ? part : fitText(part, limits.contextElement))),
      };
    default:
      return block;
  }
}

function fitText<Text extends { text: string }>(part: Text, limit: number): Text {
  return { ...part, text: shorten(part.text, limit) };
}
