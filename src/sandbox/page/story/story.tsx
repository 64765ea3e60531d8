/** The story's side of the page: scenes to play, what happened, and the whole begun anew. */
import { useState } from 'react';
import type { ClockPart, Done, HouseDeed, StoryPart } from '../../contract.ts';
import { useDeed, useLook, usePart } from '../connection/connection.tsx';
import { useWidth } from '../slack/width.ts';
import { SceneList } from './scene-list.tsx';
import { StartOver } from './start-over.tsx';
import { type StoryLook, ToldLines } from './told-lines.tsx';
import './story.css';

export type StoryPanelProps = {
  story: StoryPart;
  clock: ClockPart;
  /** A person's name by their id. */
  nameOf: (userId: string) => string;
  onSee: (look: StoryLook) => void;
  onDeed: (deed: HouseDeed) => Promise<Done>;
};

/** Takes the story so far, gives the scenes, what was told, and what stops, starts and begins anew. */
export function StoryPanel({ story, clock, nameOf, onSee, onDeed }: StoryPanelProps) {
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  const carryOut = async (deed: HouseDeed, isLong = false) => {
    setTrouble('');
    setBusy(isLong);
    const done = await onDeed(deed);
    setBusy(false);
    if (!done.ok) setTrouble(done.message);
  };
  const { isBotRunning } = clock;
  return (
    <div className="story">
      <details className="story-fold" open>
        <summary>
          <h3>Scenes</h3>
        </summary>
        <SceneList
          story={story}
          onPlay={(name) => void carryOut({ deed: 'scene', name })}
          onStop={() => void carryOut({ deed: 'stopScene' })}
        />
      </details>
      <h3>What happened</h3>
      <ToldLines lines={story.lines} timeZone={clock.timeZone} nameOf={nameOf} onSee={onSee} />
      <div className="story-foot">
        {trouble === '' ? null : (
          <p className="story-trouble" role="alert">
            {trouble}
          </p>
        )}
        <div className="story-buttons" aria-busy={isBusy}>
          <button
            type="button"
            className="story-button"
            aria-disabled={isBusy}
            title={
              isBotRunning ? 'See what becomes of everything while it is away' : 'It catches up with what it missed'
            }
            onClick={() => !isBusy && void carryOut({ deed: isBotRunning ? 'stopBot' : 'startBot' }, true)}
          >
            {isBotRunning ? 'Stop the bot' : 'Start the bot'}
          </button>
          <StartOver onStartOver={() => void carryOut({ deed: 'startOver' }, true)} />
          <span className="story-bot" role="status" data-running={isBotRunning}>
            {isBusy ? 'One moment…' : isBotRunning ? '● The bot is running' : '○ The bot is stopped'}
          </span>
        </div>
      </div>
    </div>
  );
}

/** The story of the connected sandbox; nothing until it is known. */
export function Story() {
  const story = usePart('story');
  const clock = usePart('clock');
  const people = usePart('workspace')?.people ?? [];
  const { setLook } = useLook();
  const width = useWidth();
  const onDeed = useDeed();
  if (!story || !clock) return null;
  return (
    <StoryPanel
      story={story}
      clock={clock}
      nameOf={(userId) => people.find(({ id }) => id === userId)?.realName.split(' ')[0] ?? userId}
      onSee={({ as, channel, ts }) => setLook({ as, channel, selected: ts, story: width !== 'narrow' })}
      onDeed={onDeed}
    />
  );
}
