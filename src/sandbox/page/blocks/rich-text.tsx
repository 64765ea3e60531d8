import './rich-text.css';
import type { ReactNode } from 'react';
import { EmojiMark } from './emoji-mark.tsx';
import { ChannelMention, GroupMention, PersonMention } from './mention.tsx';
import { SlackDate } from './mrkdwn.tsx';
import type { Names } from './names.ts';
import { type Given, givenIn, inOrder, isGiven, numberIn, textIn } from './reading.ts';
import { SlackLink } from './slack-link.tsx';

/** A rich text block: sections, lists, quotes and code, in order. */
export function RichText({ elements, names }: { elements: unknown; names: Names }) {
  return (
    <div className="rich-text">
      {inOrder(gathered(givenIn(elements))).map(({ key, part }) => (
        <RichPart key={key} part={part} names={names} />
      ))}
    </div>
  );
}

type ListRun = { type: 'lists'; lists: Given[]; elements?: undefined };

/** Lists that follow each other are one, nested by their indents. */
function gathered(elements: Given[]): (Given | ListRun)[] {
  const parts: (Given | ListRun)[] = [];
  for (const element of elements) {
    const last = parts.at(-1);
    if (element.type !== 'rich_text_list') parts.push(element);
    else if (last?.type === 'lists') (last as ListRun).lists.push(element);
    else parts.push({ type: 'lists', lists: [element] });
  }
  return parts;
}

function RichPart({ part, names }: { part: Given | ListRun; names: Names }) {
  const inline = <RichInline elements={givenIn(part.elements)} names={names} />;
  switch (part.type) {
    case 'rich_text_section':
      return <div>{inline}</div>;
    case 'rich_text_quote':
      return <blockquote className="mrkdwn-quote">{inline}</blockquote>;
    case 'rich_text_preformatted':
      return <pre className="mrkdwn-pre">{inline}</pre>;
    case 'lists':
      return inOrder((part as ListRun).lists).map((list) => <RichList key={list.key} list={list.part} names={names} />);
    default:
      return null;
  }
}

/** One list as Slack sends it: each level is a list of its own, moved in by its indent. */
function RichList({ list, names }: { list: Given; names: Names }) {
  const indent = Math.min(8, Math.max(0, numberIn(list.indent) ?? 0));
  const offset = numberIn(list.offset) ?? 0;
  const items = inOrder(givenIn(list.elements)).map(({ key, part }) => (
    <li key={key}>
      <RichInline elements={givenIn(part.elements)} names={names} />
    </li>
  ));
  const className = `rich-text-list rich-text-list-${indent % 3}`;
  const style = { marginInlineStart: `${indent * 24}px` };
  if (list.style !== 'ordered') {
    return (
      <ul className={className} style={style}>
        {items}
      </ul>
    );
  }
  return (
    <ol className={className} style={style} start={offset + 1}>
      {items}
    </ol>
  );
}

/** What stands in a section. */
export function RichInline({ elements, names }: { elements: Given[]; names: Names }) {
  return inOrder(elements).map(({ key, part }) => <RichElement key={key} element={part} names={names} />);
}

function RichElement({ element, names }: { element: Given; names: Names }) {
  const words = wordsFor(element, names);
  return words === null ? null : <Styled style={element.style}>{words}</Styled>;
}

function wordsFor(element: Given, names: Names): ReactNode {
  const url = textIn(element.url);
  switch (element.type) {
    case 'text':
      return textIn(element.text);
    case 'link':
      return <SlackLink url={url}>{textIn(element.text) || url.replace(/^mailto:/, '')}</SlackLink>;
    case 'user':
      return <PersonMention id={textIn(element.user_id)} label={null} names={names} />;
    case 'channel':
      return <ChannelMention id={textIn(element.channel_id)} label={null} names={names} />;
    case 'usergroup':
      return <GroupMention>@{textIn(element.usergroup_id)}</GroupMention>;
    case 'team':
      return <GroupMention>@{textIn(element.team_id)}</GroupMention>;
    case 'broadcast':
      return <GroupMention isMe>@{textIn(element.range)}</GroupMention>;
    case 'emoji':
      return <RichEmoji element={element} />;
    case 'date':
      return <RichDate element={element} names={names} />;
    case 'color':
      return <RichColour value={textIn(element.value)} />;
    default:
      return textIn(element.text) || null;
  }
}

function RichEmoji({ element }: { element: Given }) {
  const tone = numberIn(element.skin_tone);
  const name = textIn(element.name);
  return <EmojiMark name={tone === null ? name : `${name}::skin-tone-${tone}`} typed={`:${name}:`} />;
}

function RichDate({ element, names }: { element: Given; names: Names }) {
  const at = numberIn(element.timestamp);
  const fallback = textIn(element.fallback);
  if (at === null) return fallback;
  const url = textIn(element.url) || null;
  return <SlackDate at={at} format={textIn(element.format)} url={url} fallback={fallback} names={names} />;
}

const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

function RichColour({ value }: { value: string }) {
  if (!COLOUR.test(value)) return value;
  return (
    <span className="rich-text-colour">
      <span className="rich-text-swatch" style={{ background: value }} />
      {value}
    </span>
  );
}

function Styled({ style, children }: { style: unknown; children: ReactNode }) {
  if (!isGiven(style)) return children;
  let styled = children;
  if (style.code === true) styled = <code className="mrkdwn-code">{styled}</code>;
  if (style.strike === true) styled = <s>{styled}</s>;
  if (style.underline === true) styled = <u>{styled}</u>;
  if (style.italic === true) styled = <em>{styled}</em>;
  if (style.bold === true) styled = <strong>{styled}</strong>;
  return styled;
}
