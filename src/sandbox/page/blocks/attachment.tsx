import { Blocks } from './blocks.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { type Given, givenIn, inOrder, textIn } from './reading.ts';
import { SlackLink } from './slack-link.tsx';
import { useSurface } from './surface.tsx';
import { PlainText } from './texts.tsx';

const COLOURS: Record<string, string> = { good: 'var(--good)', warning: 'var(--warn)', danger: 'var(--bad)' };

/** What hangs on a message: a link's preview, or what older apps send. */
export function Attachment({ attachment }: { attachment: Given }) {
  const { names } = useSurface();
  const blocks = givenIn(attachment.blocks);
  const title = textIn(attachment.title);
  const texts = blocks.length === 0 ? textIn(attachment.text) : '';
  const address = textIn(attachment.title_link) || textIn(attachment.from_url);
  return (
    <div className="message-body-attachment" style={{ borderInlineStartColor: colourOf(textIn(attachment.color)) }}>
      <Soft words={textIn(attachment.pretext)} />
      <Soft words={textIn(attachment.service_name) || textIn(attachment.author_name)} />
      {title !== '' && (
        <strong>
          <SlackLink url={address}>
            <PlainText text={title} />
          </SlackLink>
        </strong>
      )}
      {texts !== '' && <Mrkdwn text={texts} names={names} />}
      {blocks.length > 0 && <Blocks blocks={blocks} />}
      <Fields fields={givenIn(attachment.fields)} />
      {title === '' && texts === '' && blocks.length === 0 && <PlainText text={textIn(attachment.fallback)} />}
      <Soft words={textIn(attachment.footer)} />
    </div>
  );
}

function Soft({ words }: { words: string }) {
  return words === '' ? null : (
    <div className="blocks-soft">
      <PlainText text={words} />
    </div>
  );
}

function Fields({ fields }: { fields: Given[] }) {
  const { names } = useSurface();
  if (fields.length === 0) return null;
  return (
    <dl className="blocks-fields">
      {inOrder(fields).map(({ key, part }) => (
        <div key={key}>
          <dt>
            <PlainText text={textIn(part.title)} />
          </dt>
          <dd>
            <Mrkdwn text={textIn(part.value)} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function colourOf(given: string): string {
  if (Object.hasOwn(COLOURS, given)) return COLOURS[given] ?? '';
  const colour = given.startsWith('#') ? given : `#${given}`;
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour : 'var(--edge)';
}
