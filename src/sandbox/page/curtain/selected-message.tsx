import type { Selected } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import type { Names } from '../blocks/names.ts';
import { momentText } from '../clock/moments.ts';

function Quote({ message, names, timeZone }: { message: Message; names: Names; timeZone: string }) {
  const who = message.user === undefined ? null : names.person(message.user);
  return (
    <figure className="curtain-quote">
      <figcaption>
        {who?.name ?? message.username ?? 'Somebody'}, {momentText(Number(message.ts) * 1000, timeZone)}
      </figcaption>
      <blockquote>
        <Mrkdwn text={message.text} names={names} />
      </blockquote>
    </figure>
  );
}

/**
 * Takes what is known of the selected message, the message itself where it stands in the channel that is open, how texts name
 * people, and a zone for the times. Null says how to select one.
 */
export function SelectedMessage(props: {
  selected: Selected | null;
  message: Message | null;
  names: Names;
  timeZone: string;
}) {
  const { selected, message, names, timeZone } = props;
  if (selected === null) {
    return (
      <p className="curtain-hint">
        No message is selected. Choose a row of the time line, or “Look behind the curtain” in a message’s menu, to see
        how the bot read it and what every rule made of it.
      </p>
    );
  }
  return (
    <div className="curtain-selected">
      {message === null ? null : <Quote message={message} names={names} timeZone={timeZone} />}
      <h4>How it was read</h4>
      <p>
        {selected.reading ??
          'The bot never heard it: it was not there, or this is nobody’s channel it keeps rules for.'}
      </p>
      <h4>What the rules made of it</h4>
      {selected.rulings.length === 0 ? <p className="curtain-soft">No rule has ruled on it.</p> : null}
      <ol className="curtain-rulings">
        {selected.rulings.map(({ rule, at, sentence }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rulings may be alike, and none ever moves
          <li key={index}>
            <span className="curtain-soft">
              <time dateTime={new Date(at).toISOString()}>{momentText(at, timeZone)}</time> ·{' '}
              {rule.replaceAll('-', ' ')}
            </span>
            <Mrkdwn text={sentence} names={names} />
          </li>
        ))}
      </ol>
      {selected.why === null ? null : (
        <>
          <h4>Why?</h4>
          <Mrkdwn text={selected.why} names={names} />
        </>
      )}
    </div>
  );
}
