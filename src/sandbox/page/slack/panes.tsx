import { Curtain } from '../curtain/curtain.tsx';
import { Story } from '../story/story.tsx';
import { Fence } from './fence.tsx';
import { Pane } from './pane.tsx';
import type { Sides } from './sides.ts';
import { Thread } from './thread.tsx';

/** What stands beside the channel: a thread, and the curtain or the story. `isAtHand`: the open channel is known. */
export function Panes({ sides, isAtHand }: { sides: Sides; isAtHand: boolean }) {
  const { look, width } = sides;
  const isTool = look.curtain || look.story;
  return (
    <>
      {look.thread !== null && isAtHand && (width === 'wide' || !isTool) && (
        <Thread key={`${look.as} ${look.thread}`} ts={look.thread} onClose={sides.closeThread} />
      )}
      {isTool && (
        <Pane title={look.curtain ? 'Behind the curtain' : 'Story'} className="pane-tool" onClose={sides.close}>
          <div className="pane-body">
            <Fence
              key={look.curtain ? 'curtain' : 'story'}
              instead={<p className="pane-empty">This could not be drawn. Close it and open it again.</p>}
            >
              {look.curtain ? <Curtain /> : <Story />}
            </Fence>
          </div>
        </Pane>
      )}
    </>
  );
}
