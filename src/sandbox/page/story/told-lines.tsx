import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { StoryLine } from '../../contract.ts';
import { byMinute, newsSince } from './grouping.ts';

export type StoryLook = NonNullable<StoryLine['look']>;

const NEAR_END = 48;
const SAID_AFTER = 1200;
const LONG = 240;
const LONG_LINES = 5;

/** Says what is new once it has been quiet for a little, so that a scene is not read over itself. */
function useNews(lines: readonly StoryLine[]): string {
  const last = lines.at(-1)?.id ?? 0;
  const said = useRef(last);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (last < said.current) said.current = last;
    if (last === said.current) return;
    const timer = setTimeout(() => {
      setNews(newsSince(lines, said.current));
      said.current = last;
    }, SAID_AFTER);
    return () => clearTimeout(timer);
  }, [lines, last]);
  return news;
}

/** Follows the end of a list as it grows, unless the reader has scrolled up. */
function useFollowing(length: number) {
  const list = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const [isBehind, setBehind] = useState(false);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || length === 0) return;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    else setBehind(true);
  }, [length]);
  const onScroll = () => {
    const element = list.current;
    if (element === null) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    if (isAtEnd.current) setBehind(false);
  };
  const toEnd = () => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
    list.current?.focus();
  };
  return { list, isBehind, onScroll, toEnd };
}

function Line({ line, asName, onSee }: { line: StoryLine; asName: string; onSee: (look: StoryLook) => void }) {
  const { look, kind, who, text } = line;
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > LONG || text.split('\n').length > LONG_LINES;
  return (
    <li className="story-line" data-kind={kind}>
      {who === '' ? null : <strong>{who} </strong>}
      <span className="story-text" data-short={isLong && !isWhole}>
        {text}
      </span>
      {isLong ? (
        <button type="button" className="story-see" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Less' : 'More'}
        </button>
      ) : null}
      {look === null ? null : (
        <button
          type="button"
          className="story-see"
          aria-label={`See it as ${asName}: ${text.slice(0, 60)}`}
          onClick={() => onSee(look)}
        >
          See it as {asName}
        </button>
      )}
    </li>
  );
}

/**
 * Takes the told lines, oldest first, a zone for their times, what names a person by id, and what leads to where a line can be
 * seen. Gives them by the minute, the newest at the end and in view.
 */
export function ToldLines(props: {
  lines: readonly StoryLine[];
  timeZone: string;
  nameOf: (userId: string) => string;
  onSee: (look: StoryLook) => void;
}) {
  const { lines, timeZone } = props;
  const minutes = useMemo(() => byMinute(lines, timeZone), [lines, timeZone]);
  const { list, isBehind, onScroll, toEnd } = useFollowing(lines.at(-1)?.id ?? 0);
  const news = useNews(lines);
  return (
    <div className="story-told">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="story-lines" aria-label="What happened" tabIndex={0} ref={list} onScroll={onScroll}>
        {lines.length === 0 ? (
          <p className="story-hint">Nothing has happened yet. Play a scene, or write something.</p>
        ) : null}
        {minutes.map(({ key, day, time, lines: told }) => (
          <div key={key}>
            {day === null ? null : <h4 className="story-day">{day}</h4>}
            <div className="story-minute">
              <span className="story-time">{time}</span>
              <ul>
                {told.map((line) => (
                  <Line
                    key={line.id}
                    line={line}
                    asName={line.look === null ? '' : props.nameOf(line.look.as)}
                    onSee={props.onSee}
                  />
                ))}
              </ul>
            </div>
          </div>
        ))}
      </section>
      {isBehind ? (
        <button type="button" className="story-button story-newer" onClick={toEnd}>
          ↓ Newer lines
        </button>
      ) : null}
      <p className="story-hidden" role="status">
        {news}
      </p>
    </div>
  );
}
