import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ChannelCard, WorkspacePart } from '../../contract.ts';
import { ClockBar } from '../clock/clock-bar.tsx';
import { useDeed, useLine, useLook, usePart } from '../connection/connection.tsx';
import { Curtain } from '../curtain/curtain.tsx';
import { FormStack } from '../forms/form-stack.tsx';
import { Story } from '../story/story.tsx';
import { AppConversation } from './app-conversation.tsx';
import { ChannelView } from './channel-view.tsx';
import { channelNamed, channelTitle, firstChannel } from './channels.ts';
import { ConversationProvider, useConversationOf, useNames } from './conversation.tsx';
import { Fence } from './fence.tsx';
import { focusComposer } from './focus-composer.ts';
import './frame.css';
import { Icon, type IconName } from './icon.tsx';
import { Mark } from './mark.tsx';
import { Pane } from './pane.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import { Sidebar } from './sidebar.tsx';
import { destinationOf } from './slack-address.ts';
import { Thread } from './thread.tsx';
import { Welcome } from './welcome.tsx';
import { useWelcomed } from './welcomed.ts';
import { useWidth } from './width.ts';

/** The title of the window says whose it is, where it is, and how much is unread. */
function useTitle(workspace: WorkspacePart | undefined, cards: ChannelCard[], card: ChannelCard | undefined): void {
  const unread = cards.filter((one) => one.isMember && !one.isArchived).reduce((sum, one) => sum + one.unread, 0);
  const where = workspace && card ? channelTitle(card, workspace.people) : '';
  const who = workspace?.me.realName ?? '';
  useEffect(() => {
    const count = unread > 0 ? `(${unread}) ` : '';
    document.title =
      who === '' ? 'Groundrules, in a sandbox' : `${count}${[where, who].filter(Boolean).join(' · ')} · Groundrules`;
  }, [unread, where, who]);
}

/** How many milliseconds a conversation that was just begun may take to appear among the channels. */
const appearsWithin = 1500;

/** Goes to a channel where the address names none, or one that this person does not have. */
function useSomewhere(workspace: WorkspacePart | undefined, cards: ChannelCard[] | undefined): ChannelCard | undefined {
  const { look, setLook } = useLook();
  const card = channelNamed(cards ?? [], look.channel);
  const isSettled = workspace?.me.id === look.as && cards !== undefined;
  const there = isSettled ? (card ?? firstChannel(cards, workspace.people, workspace.app.userId))?.id : undefined;
  const isSure = card !== undefined || look.channel === null;
  useEffect(() => {
    if (there === undefined || there === look.channel) return;
    const go = () =>
      setLook({ channel: there, tab: look.tab, selected: look.selected, thread: look.thread }, 'replace');
    if (isSure) {
      go();
      return;
    }
    const timer = setTimeout(go, appearsWithin);
    return () => clearTimeout(timer);
  }, [there, isSure, look, setLook]);
  return card;
}

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

type ToggleProps = { icon: IconName; name: string; isOn: boolean; onToggle: () => void; side: string };

function Toggle({ icon, name, isOn, onToggle, side }: ToggleProps) {
  return (
    <button type="button" className="frame-toggle" aria-pressed={isOn} data-toggle={side} onClick={onToggle}>
      <Icon name={icon} /> <span>{name}</span>
    </button>
  );
}

function useSides() {
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

function Top({
  workspace,
  onHelp,
  sides,
}: {
  workspace: WorkspacePart;
  onHelp: () => void;
  sides: ReturnType<typeof useSides>;
}) {
  const { look, width, toggleCurtain, toggleStory } = sides;
  return (
    <header className="frame-top">
      <div className="frame-who">
        <Mark size={32} />
        <p className="frame-agency">
          <strong>{workspace.name}</strong>
          <span>a sandbox of Groundrules</span>
        </p>
      </div>
      <PersonSwitcher workspace={workspace} />
      <div className="frame-toggles">
        {width !== 'narrow' && (
          <>
            <Toggle icon="curtain" name="Curtain" side="curtain" isOn={look.curtain} onToggle={toggleCurtain} />
            <Toggle icon="story" name="Story" side="story" isOn={look.story} onToggle={toggleStory} />
          </>
        )}
        <button
          type="button"
          className="frame-toggle frame-help"
          aria-label="Try it in three minutes"
          title="Try it in three minutes"
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

/** On a narrow page: the sides of it, of which one is seen at a time. */
function Bottom({ sides, drawer }: { sides: ReturnType<typeof useSides>; drawer: string }) {
  const { look, toggleCurtain, toggleStory, close } = sides;
  const isTool = look.curtain || look.story;
  return (
    <nav className="frame-bottom" aria-label="Sides of the page">
      <button type="button" popoverTarget={drawer}>
        <Icon name="menu" /> Channels
      </button>
      <button type="button" aria-pressed={!isTool} onClick={isTool ? close : undefined}>
        <Icon name="thread" /> Messages
      </button>
      <button type="button" aria-pressed={look.curtain} data-toggle="curtain" onClick={toggleCurtain}>
        <Icon name="curtain" /> Curtain
      </button>
      <button type="button" aria-pressed={look.story} data-toggle="story" onClick={toggleStory}>
        <Icon name="story" /> Story
      </button>
    </nav>
  );
}

function Panes({ sides, isAtHand }: { sides: ReturnType<typeof useSides>; isAtHand: boolean }) {
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

/** A click on Slack's address of a message goes there within this page; all other links go their way. */
function useSlackAddresses(): (event: MouseEvent) => void {
  const { setLook } = useLook();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const there = link ? destinationOf(link.getAttribute('href') ?? '') : null;
    if (!there || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    setLook({ channel: there.channel, selected: there.ts });
  };
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
      <Top workspace={workspace} sides={sides} onHelp={() => setWelcome(!isWelcome)} />
      <div className="frame-clock">
        <ClockBar />
        <Away />
      </div>
      <div className="frame-body">
        <div ref={drawer} id="sidebar" className="frame-side" {...(isNarrow ? { popover: 'auto' as const } : {})}>
          <Sidebar workspace={workspace} cards={cards} onGo={onGo} />
          {!isNarrow && welcome}
        </div>
        {conversation ? <ConversationProvider value={conversation}>{inside}</ConversationProvider> : inside}
      </div>
      {isNarrow && <Bottom sides={sides} drawer="sidebar" />}
      <Forms />
    </div>
  );
}
