import { useEffect } from 'react';
import { useDeed, useLook, usePart } from '../connection/connection.tsx';
import { HomeTab } from '../forms/home-tab.tsx';
import './app-conversation.css';
import { ChannelHeader } from './channel-header.tsx';
import { ChannelBody, ChannelView } from './channel-view.tsx';
import { useConversation } from './conversation.tsx';

function Home() {
  const { names, workspace } = useConversation();
  const home = usePart('home');
  const deed = useDeed();
  return (
    <div className="app-conversation-home">
      {home ? (
        <HomeTab view={home} names={names} onDeed={deed} />
      ) : (
        <p className="app-conversation-none">{workspace.app.name} has put nothing here yet.</p>
      )}
    </div>
  );
}

/** The conversation with the app: its home, where it has one, and what it and the reader wrote to each other. */
export function AppConversation({ onThread }: { onThread: (ts: string) => void }) {
  const { workspace, me, card } = useConversation();
  const { look, setLook } = useLook();
  const deed = useDeed();
  const { hasHome } = workspace.app;
  const tab = hasHome ? look.tab : 'messages';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each person who opens it has opened it
  useEffect(() => {
    deed({ deed: 'openHome', tab });
  }, [tab, me.id, deed]);
  if (!hasHome) return <ChannelView onThread={onThread} />;
  return (
    <>
      <ChannelHeader onTell={() => undefined} />
      <nav className="app-conversation-tabs" aria-label={`${workspace.app.name}’s tabs`}>
        {(['home', 'messages'] as const).map((name) => (
          <button
            type="button"
            key={name}
            aria-current={name === tab ? 'page' : undefined}
            onClick={() => setLook({ tab: name })}
          >
            {name === 'home' ? 'Home' : 'Messages'}
          </button>
        ))}
      </nav>
      {tab === 'home' ? <Home /> : <ChannelBody key={`${me.id} ${card.id}`} onThread={onThread} />}
    </>
  );
}
