import './mrkdwn.css';
import { useMemo } from 'react';
import { EmojiMark } from './emoji-mark.tsx';
import { ChannelMention, GroupMention, PersonMention } from './mention.tsx';
import type { Inline, MrkdwnBlock } from './mrkdwn-tree.ts';
import type { Names } from './names.ts';
import { readMrkdwn } from './read-mrkdwn.ts';
import { inOrder } from './reading.ts';
import { formatSlackDate } from './slack-date.ts';
import { SlackLink } from './slack-link.tsx';

type MrkdwnProps = { text: string; names: Names; verbatim?: boolean };

/** Slack's mrkdwn as its reader sees it. `verbatim`: bare addresses are no links. */
export function Mrkdwn({ text, names, verbatim = false }: MrkdwnProps) {
  const blocks = useMemo(() => readMrkdwn(text, { verbatim }), [text, verbatim]);
  return (
    <div className="mrkdwn">
      {inOrder(blocks).map(({ key, part }) => (
        <MrkdwnPart key={key} block={part} names={names} />
      ))}
    </div>
  );
}

function MrkdwnPart({ block, names }: { block: MrkdwnBlock; names: Names }) {
  if (block.type === 'code') return <pre className="mrkdwn-pre">{block.text}</pre>;
  const children = <InlineNodes nodes={block.children} names={names} />;
  if (block.type === 'quote') return <blockquote className="mrkdwn-quote">{children}</blockquote>;
  return <div>{children}</div>;
}

/** What stands within a line. */
export function InlineNodes({ nodes, names }: { nodes: Inline[]; names: Names }) {
  return inOrder(nodes).map(({ key, part }) => <InlineNode key={key} node={part} names={names} />);
}

function InlineNode({ node, names }: { node: Inline; names: Names }) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <InlineNodes nodes={node.children} names={names} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineNodes nodes={node.children} names={names} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <InlineNodes nodes={node.children} names={names} />
        </s>
      );
    case 'code':
      return <code className="mrkdwn-code">{node.text}</code>;
    case 'link':
      return <SlackLink url={node.url}>{node.label ?? node.url.replace(/^mailto:/, '')}</SlackLink>;
    case 'person':
      return <PersonMention id={node.id} label={node.label} names={names} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} names={names} />;
    case 'group':
      return <GroupMention>@{(node.label ?? node.id).replace(/^@/, '')}</GroupMention>;
    case 'everybody':
      return <GroupMention isMe>@{node.range}</GroupMention>;
    case 'date':
      return <SlackDate {...node} names={names} />;
    case 'emoji':
      return <EmojiMark name={node.name} typed={node.typed} />;
  }
}

type SlackDateProps = { at: number; format: string; url: string | null; fallback: string; names: Names };

/** A date in the reader's zone and language; `at` in epoch seconds. */
export function SlackDate({ at, format, url, fallback, names }: SlackDateProps) {
  const words = formatSlackDate(at * 1000, format, names);
  if (words === null) return fallback;
  const time = (
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={formatSlackDate(at * 1000, '{date_long} {time}', names) ?? ''}
    >
      {words}
    </time>
  );
  return url === null ? time : <SlackLink url={url}>{time}</SlackLink>;
}
