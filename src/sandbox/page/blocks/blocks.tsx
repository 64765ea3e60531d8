import './blocks.css';
import type { ComponentType } from 'react';
import type { Block } from '../../slack/model.ts';
import { ChartBlock } from './chart.tsx';
import { CardBlock, ContainerBlock, PlanBlock, TaskBlock } from './containers.tsx';
import { InputBlock } from './input-block.tsx';
import { MarkdownBlock } from './markdown-block.tsx';
import {
  ActionsBlock,
  AlertBlock,
  ContextBlock,
  DividerBlock,
  FileBlock,
  HeaderBlock,
  ImageBlock,
  RichTextBlock,
  SectionBlock,
  VideoBlock,
} from './plain-blocks.tsx';
import { type Given, givenIn, inOrder, textIn } from './reading.ts';
import { TableBlock } from './table.tsx';

/** What every block is drawn from. */
export type BlockProps = { block: Given };

const BLOCKS: Record<string, ComponentType<BlockProps>> = {
  actions: ActionsBlock,
  alert: AlertBlock,
  card: CardBlock,
  carousel: (props) => <ContainerBlock {...props} draw={Blocks} />,
  container: (props) => <ContainerBlock {...props} draw={Blocks} />,
  context: ContextBlock,
  context_actions: ActionsBlock,
  data_table: TableBlock,
  data_visualization: ChartBlock,
  divider: DividerBlock,
  file: FileBlock,
  header: HeaderBlock,
  image: ImageBlock,
  input: InputBlock,
  markdown: MarkdownBlock,
  plan: PlanBlock,
  rich_text: RichTextBlock,
  section: SectionBlock,
  table: TableBlock,
  task_card: TaskBlock,
  video: VideoBlock,
};

/** Blocks as an app sent them, in order; each that is unknown says so. They stand on a surface. */
export function Blocks({ blocks }: { blocks: readonly (Block | Given)[] | undefined }) {
  return inOrder(givenIn(blocks)).map(({ key, part }) => <AnyBlock key={textIn(part.block_id) || key} block={part} />);
}

function AnyBlock({ block }: BlockProps) {
  const type = textIn(block.type);
  const Known = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  if (Known) return <Known block={block} />;
  return <p className="blocks-unknown">This block cannot be shown here: {type || 'it has no type'}</p>;
}
