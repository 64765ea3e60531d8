/** What stands beside the open channel, and how it is opened and closed. */
import { useLook } from '../connection/connection.tsx';
import { focusComposer } from './focus-composer.ts';
import { useWidth } from './width.ts';

/** Which sides are open in this window, and the ways between them. The focus goes back to where one came from. */
export function useSides() {
  const { look, setLook } = useLook();
  const width = useWidth();
  const focusToggle = (side: string) => document.querySelector<HTMLElement>(`[data-toggle="${side}"]`)?.focus();
  return {
    look,
    width,
    toggleCurtain: () => setLook({ curtain: !look.curtain, story: false }),
    toggleStory: () => setLook({ story: !look.story, curtain: false }),
    close: () => {
      focusToggle(look.curtain ? 'curtain' : 'story');
      setLook({ curtain: false, story: false });
    },
    openThread: (ts: string) => setLook({ thread: ts, ...(width === 'wide' ? {} : { curtain: false, story: false }) }),
    closeThread: () => {
      const first = look.thread;
      setLook({ thread: null, selected: null });
      requestAnimationFrame(() => {
        const message = document.querySelector<HTMLElement>(`.frame-main [data-ts="${CSS.escape(first ?? '')}"]`);
        if (message) message.focus();
        else focusComposer('channel');
      });
    },
  };
}

export type Sides = ReturnType<typeof useSides>;
