import { createElement } from 'react';
import type { BlockProps } from './blocks.tsx';
import { BlockElement } from './elements/element.tsx';
import { elementIn } from './elements/entered.ts';
import { type Given, givenIn, inOrder, isGiven, numberIn, textIn, wordsIn } from './reading.ts';
import { RichText } from './rich-text.tsx';
import { SlackLink } from './slack-link.tsx';
import { useSurface } from './surface.tsx';
import { PlainText, TextObject } from './texts.tsx';

/** Text, fields in two columns, something beside it. */
export function SectionBlock({ block }: BlockProps) {
  const { names } = useSurface();
  const fields = givenIn(block.fields);
  return (
    <div className="blocks-section">
      <div className="blocks-section-text">
        <TextObject value={block.text} names={names} />
        {fields.length > 0 && (
          <div className="blocks-fields">
            {inOrder(fields).map(({ key, part }) => (
              <div key={key}>
                <TextObject value={part} names={names} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isGiven(block.accessory) && (
        <div className="blocks-accessory">
          <Held element={block.accessory} block={block} label={wordsIn(block.text)} />
        </div>
      )}
    </div>
  );
}

/** An element in a block that presses at once; a picture is named. */
function Held({ element, block, label }: { element: Given; block: Given; label?: string }) {
  if (element.type === 'image') return <Picture picture={element} />;
  const held = elementIn(element);
  if (held === null) return null;
  const named = textIn(held.accessibility_label) || wordsIn(held.placeholder) || label || undefined;
  const needsLabel = held.type !== 'button' && held.type !== 'overflow';
  return (
    <BlockElement
      element={held}
      blockId={textIn(block.block_id)}
      isPressed
      label={needsLabel ? (named ?? UNNAMED[held.type] ?? 'Choose') : undefined}
    />
  );
}

/** What is said of elements that an app has not named. */
const UNNAMED: Record<string, string> = { datepicker: 'Date', timepicker: 'Time', datetimepicker: 'Date and time' };

/** Buttons and selects in a row. */
export function ActionsBlock({ block }: BlockProps) {
  return (
    <div className="blocks-actions">
      {inOrder(givenIn(block.elements)).map(({ key, part }) => (
        <Held key={textIn(part.action_id) || key} element={part} block={block} />
      ))}
    </div>
  );
}

/** Small words and pictures below. */
export function ContextBlock({ block }: BlockProps) {
  const { names } = useSurface();
  return (
    <div className="blocks-context">
      {inOrder(givenIn(block.elements)).map(({ key, part }) =>
        part.type === 'image' ? (
          <Picture key={key} picture={part} />
        ) : (
          <div key={key}>
            <TextObject value={part} names={names} />
          </div>
        ),
      )}
    </div>
  );
}

/** A heading; one of level 1 unless told, which here stands below the page's own. */
export function HeaderBlock({ block }: BlockProps) {
  const level = Math.min(4, Math.max(1, numberIn(block.level) ?? 1));
  const className = `blocks-header blocks-header-${level}`;
  return createElement(`h${level + 2}`, { className }, <PlainText text={wordsIn(block.text)} />);
}

/** A line across. */
export function DividerBlock() {
  return <hr className="blocks-divider" />;
}

/** A picture by its words; no picture is ever loaded. */
export function ImageBlock({ block }: BlockProps) {
  return (
    <figure className="blocks-figure">
      {wordsIn(block.title) !== '' && (
        <figcaption>
          <PlainText text={wordsIn(block.title)} />
        </figcaption>
      )}
      <Picture picture={block} />
    </figure>
  );
}

function Picture({ picture }: { picture: Given }) {
  return (
    <span className="blocks-picture">
      <span aria-hidden="true">▧ </span>
      {textIn(picture.alt_text) || 'A picture'}
    </span>
  );
}

/** What people's own words and apps' rich text are. */
export function RichTextBlock({ block }: BlockProps) {
  const { names } = useSurface();
  return <RichText elements={block.elements} names={names} />;
}

/** A film by its title. */
export function VideoBlock({ block }: BlockProps) {
  const title = wordsIn(block.title) || textIn(block.alt_text);
  return (
    <figure className="blocks-figure">
      <figcaption>
        <span aria-hidden="true">{'▶\ufe0e'} </span>
        <SlackLink url={textIn(block.title_url)}>{title}</SlackLink>
      </figcaption>
      <span className="blocks-soft">
        {[textIn(block.author_name), textIn(block.provider_name), wordsIn(block.description)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </figure>
  );
}

/** A file that lives elsewhere, of which only the id is known. */
export function FileBlock({ block }: BlockProps) {
  return <p className="blocks-picture">A file: {textIn(block.external_id) || textIn(block.file_id)}</p>;
}

const LEVELS: Record<string, string> = { info: 'Note', warning: 'Careful', error: 'Trouble', success: 'Done' };

/** A remark that stands out. */
export function AlertBlock({ block }: BlockProps) {
  const { names } = useSurface();
  const level = Object.hasOwn(LEVELS, textIn(block.level)) ? textIn(block.level) : 'default';
  return (
    <div className={`blocks-alert blocks-alert-${level}`}>
      {level !== 'default' && <strong>{LEVELS[level]}: </strong>}
      <TextObject value={block.text} names={names} />
    </div>
  );
}
