/** The panel behind the curtain: why the bot does what it does, while it does it. */
import { useEffect, useRef, useState } from 'react';
import type { ClockPart, CurtainPart, Done, HouseDeed, PhonesPart } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import type { Names } from '../blocks/names.ts';
import { useDeed, useLook, useMessages, usePart } from '../connection/connection.tsx';
import { useNames } from '../slack/conversation.tsx';
import { AgreementPanel } from './agreement/agreement-panel.tsx';
import { forgetDraftsBut } from './agreement/drafts.ts';
import { Chain } from './chain/chain.tsx';
import { Outbox } from './outbox.tsx';
import { Phones } from './phones/phones.tsx';
import { ringingNow } from './phones/ringing.tsx';
import { SelectedMessage } from './selected-message.tsx';
import { Tabs } from './tabs.tsx';
import { TimeLine } from './time-line/time-line.tsx';
import './curtain.css';

type TabName = 'message' | 'outbox' | 'phones' | 'agreement';

export type CurtainPanelProps = {
  curtain: CurtainPart;
  phones: PhonesPart;
  clock: ClockPart;
  run: string;
  names: Names;
  /** `ts` of the message that is looked at, and that message where it stands in the open channel. */
  selected: string | null;
  message: Message | null;
  tabs: { tab: TabName; open: (name: TabName) => void; wasAgreementOpened: boolean };
  onDeed: (deed: HouseDeed) => Promise<Done>;
  onLook: (about: { channel: string; ts: string }) => void;
};

/** Another message that is selected brings its tab forward, and what rings where nothing is looked at. What was opened stays as it was left. */
function useTab(selected: string | null, rung: number | null, isRinging: boolean) {
  const [tab, setTab] = useState<TabName>(isRinging && selected === null ? 'phones' : 'message');
  const heard = useRef(rung);
  const [wasAgreementOpened, setOpened] = useState(false);
  useEffect(() => {
    if (selected !== null) setTab('message');
  }, [selected]);
  useEffect(() => {
    const isNew = heard.current !== null && (rung ?? 0) > heard.current;
    heard.current = rung;
    // Whoever looks at something else is not taken away from it.
    if (isNew && selected === null) setTab((now) => (now === 'message' ? 'phones' : now));
  }, [rung, selected]);
  const open = (name: TabName) => {
    if (name === 'agreement') setOpened(true);
    setTab(name);
  };
  return { tab, open, wasAgreementOpened };
}

/** Takes everything behind the curtain, gives the time line, and in tabs the selected message, the outbox and the agreement. */
export function CurtainPanel(props: CurtainPanelProps) {
  const { curtain, phones, clock, names, onDeed, onLook } = props;
  const { client, agreement, emergency } = curtain;
  const { tab, open, wasAgreementOpened } = props.tabs;
  const timeZone = client?.timeZone ?? clock.timeZone;
  return (
    <div className="curtain">
      <p className="curtain-client">
        {client === null ? 'This channel is no client’s: here is what runs for all of them.' : client.name}
      </p>
      {emergency === null ? null : <Chain emergency={emergency} moment={{ now: clock.now, timeZone }} />}
      <TimeLine
        timeline={curtain.timeline}
        moment={{ now: clock.now, timeZone }}
        selected={props.selected}
        onLook={onLook}
      />
      <Tabs
        label="Behind the curtain"
        open={tab}
        onOpen={open}
        tabs={[
          {
            name: 'message',
            title: 'Message',
            content: (
              <SelectedMessage selected={curtain.selected} message={props.message} names={names} timeZone={timeZone} />
            ),
          },
          {
            name: 'outbox',
            title: 'Outbox',
            content: <Outbox lines={curtain.outbox} now={clock.now} timeZone={timeZone} />,
          },
          {
            name: 'phones',
            title: 'Phones',
            content: <Phones phones={phones} now={clock.now} timeZone={timeZone} onDeed={onDeed} />,
          },
          {
            name: 'agreement',
            title: 'Agreement',
            content:
              client === null || agreement === null ? (
                <p className="curtain-hint">
                  Open a client’s channel to see what was agreed with them, and to change it.
                </p>
              ) : wasAgreementOpened ? (
                <AgreementPanel
                  key={client.id}
                  client={client}
                  inForce={agreement}
                  run={props.run}
                  onDeed={onDeed}
                  onLook={onLook}
                />
              ) : null,
          },
        ]}
      />
    </div>
  );
}

/** What stands behind the curtain of the channel that the window looks at; why there is nothing, where there is nothing. */
export function Curtain() {
  const curtain = usePart('curtain');
  const phones = usePart('phones');
  const clock = usePart('clock');
  const run = usePart('workspace')?.run;
  const names = useNames();
  const messages = useMessages();
  const { look, setLook } = useLook();
  const onDeed = useDeed();
  const isRinging = phones !== undefined && clock !== undefined && ringingNow(phones, clock.now).length > 0;
  const tabs = useTab(look.selected, phones === undefined ? null : (phones.rung[0]?.id ?? 0), isRinging);
  useEffect(() => {
    if (run !== undefined) forgetDraftsBut(`${run}/`);
  }, [run]);
  if (curtain === null && clock?.isBotRunning === false) {
    return (
      <p className="curtain-hint">The bot is stopped, and nobody is behind the curtain. Start it again in the story.</p>
    );
  }
  if (!curtain || !phones || !clock || run === undefined || names === null) {
    return <p className="curtain-hint">Looking behind the curtain…</p>;
  }
  return (
    <CurtainPanel
      curtain={curtain}
      phones={phones}
      clock={clock}
      run={run}
      names={names}
      selected={look.selected}
      message={messages.find(({ ts }) => ts === look.selected) ?? null}
      tabs={tabs}
      onDeed={onDeed}
      onLook={({ channel, ts }) => setLook({ channel, selected: ts })}
    />
  );
}
