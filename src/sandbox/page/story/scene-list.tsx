import type { StoryPart } from '../../contract.ts';

/** The scenes with what plays them; the one that is playing with what stops it. Others wait for it. */
export function SceneList(props: { story: StoryPart; onPlay: (name: string) => void; onStop: () => void }) {
  const { scenes, playing, trouble } = props.story;
  return (
    <>
      <ul className="story-scenes">
        {scenes.map(({ name, title }) => {
          const isPlaying = playing === name;
          const waits = playing !== null && !isPlaying;
          return (
            <li key={name} data-playing={isPlaying}>
              <span>
                {title}
                {isPlaying ? <small> is playing…</small> : null}
              </span>
              {isPlaying ? (
                <button type="button" className="story-button" aria-label={`Stop: ${title}`} onClick={props.onStop}>
                  <span aria-hidden="true">■ </span>Stop
                </button>
              ) : (
                <button
                  type="button"
                  className="story-button"
                  aria-label={`Play: ${title}`}
                  aria-disabled={waits}
                  title={waits ? 'Another scene is playing' : undefined}
                  onClick={() => !waits && props.onPlay(name)}
                >
                  <span aria-hidden="true">▶ </span>Play
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {trouble === null ? null : (
        <p className="story-trouble" role="alert">
          <span aria-hidden="true">⚠ </span>
          {trouble}
        </p>
      )}
    </>
  );
}
