import { type ReactNode, useRef } from 'react';
import type { ChannelCard, WorkspacePart } from '../../contract.ts';
import { ClockBar } from '../clock/clock-bar.tsx';
import { useDeed, useLine, useLook, usePart } from '../connection/connection.tsx';
import { Ringing } from '../curtain/phones/ringing.tsx';
import { FormStack } from '../forms/form-stack.tsx';
import { AppConversation } from './app-conversation.tsx';
import { ChannelView } from './channel-view.tsx';
import { ConversationProvider, useConversationOf, useNames } from './conversation.tsx';
import { focusComposer } from './focus-composer.ts';
import './frame.css';
import { Mark } from './mark.tsx';
import { Panes } from './panes.tsx';
import { Sidebar } from './sidebar.tsx';
import { useSides } from './sides.ts';
import { BottomBar, TopBar } from './top-bar.tsx';
import { Welcome } from './welcome.tsx';
import { useWelcomed } from './welcomed.ts';
import { useSlackAddresses, useSomewhere, useTitle } from './whereabouts.ts';

function Away() {
  const { state, hurry } = useLine();
  return (
    <div role="status" className="frame-status">
      {state === 'away' && (
        <p className="frame-away">
          The sandbox is away. This page comes back by itself as soon as it answers.
          <button type="button" className="button" onClick={hurry}>
            Try now
          </button>
        </p>
      )}
    </div>
  );
}

/** Waiting, or somebody whom the address names and nobody knows. */
function NotYet() {
  const { look } = useLook();
  const story = usePart('story');
  return (
    <main className="frame-not-yet">
      <Mark size={48} />
      {story === undefined ? (
        <p>Opening the sandbox…</p>
      ) : (
        <p>
          Nobody here goes by {look.as}. <a href="?">Begin at the beginning.</a>
        </p>
      )}
      <Away />
    </main>
  );
}

function Forms() {
  const forms = usePart('forms');
  const names = useNames();
  const deed = useDeed();
  return forms && names ? <FormStack views={forms} names={names} onDeed={deed} /> : null;
}

/** The whole page: who one is and what time it is above, channels to the left, the open one, and what stands beside it. */
export function Frame() {
  const workspace = usePart('workspace');
  const channels = usePart('channels');
  return workspace && channels ? <Opened workspace={workspace} cards={channels} /> : <NotYet />;
}

function Opened({ workspace, cards }: { workspace: WorkspacePart; cards: ChannelCard[] }) {
  const clock = usePart('clock');
  const sides = useSides();
  const { width, look } = sides;
  const card = useSomewhere(workspace, cards);
  const conversation = useConversationOf(card);
  const drawer = useRef<HTMLDivElement>(null);
  const [isWelcome, setWelcome] = useWelcomed();
  useTitle(workspace, cards, card);
  const isNarrow = width === 'narrow';
  const hidesMain = isNarrow && (look.curtain || look.story || look.thread !== null);
  const isApp = card?.with === workspace.app.userId;
  const welcome = isWelcome && clock && (
    <Welcome workspace={workspace} clock={clock} isShort={isNarrow} onClose={() => setWelcome(false)} />
  );
  const onGo = () => {
    if (isNarrow) drawer.current?.hidePopover();
    else requestAnimationFrame(() => focusComposer('channel'));
  };
  const main: ReactNode =
    card && conversation ? (
      isApp ? (
        <AppConversation onThread={sides.openThread} />
      ) : (
        <ChannelView onThread={sides.openThread} />
      )
    ) : (
      <p className="frame-nowhere">
        {cards.length === 0 ? 'This person is in no channel. Be somebody else, above.' : 'Choose a channel.'}
      </p>
    );
  const inside = (
    <>
      <main id="main" className="frame-main" hidden={hidesMain} tabIndex={-1}>
        {isNarrow && welcome}
        {main}
      </main>
      <Panes sides={sides} isAtHand={conversation?.channel !== null && conversation !== null} />
    </>
  );
  return (
    <div className={`frame frame-${width}`} onClickCapture={useSlackAddresses()}>
      <a className="frame-skip" href="#main">
        Skip to the messages
      </a>
      <TopBar workspace={workspace} sides={sides} onHelp={() => setWelcome(!isWelcome)} />
      <div className="frame-clock">
        <ClockBar />
        <Away />
        <Ringing />
      </div>
      <div className="frame-body">
        <div ref={drawer} id="sidebar" className="frame-side" {...(isNarrow ? { popover: 'auto' as const } : {})}>
          <Sidebar workspace={workspace} cards={cards} onGo={onGo} />
          {!isNarrow && welcome}
        </div>
        {conversation ? <ConversationProvider value={conversation}>{inside}</ConversationProvider> : inside}
      </div>
      {isNarrow && <BottomBar sides={sides} drawer="sidebar" />}
      <Forms />
    </div>
  );
}
