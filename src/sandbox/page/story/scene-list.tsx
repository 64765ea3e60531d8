import type { StoryPart } from '../../contract.ts';

function Sign({ path }: { path: string }) {
  return (
    <svg className="story-sign" viewBox="0 0 16 16" width="11" height="11" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

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
                  <Sign path="M3 3h10v10H3Z" /> Stop
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
                  <Sign path="M4 2 13.5 8 4 14Z" /> Play
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
