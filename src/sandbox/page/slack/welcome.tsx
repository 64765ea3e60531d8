import { type ReactNode, useEffect, useState } from 'react';
import type { ClockPart, WorkspacePart } from '../../contract.ts';
import { useDeed, useEphemerals, useLook, useMessages, usePart } from '../connection/connection.tsx';
import { channelWith } from './channels.ts';
import { draftKey, writeDraft } from './drafts.ts';
import { focusComposer } from './focus-composer.ts';
import { Icon } from './icon.tsx';
import {
  type Cast,
  castOf,
  localOf,
  nextLocal,
  noProgress,
  type Progress,
  progressAfter,
  type StepName,
  stepNames,
} from './steps.ts';
import './welcome.css';

const question = 'Could you send us the new banner in the wide format? We need it for the fair.';
const answer = 'Here it is, sorry for the wait.';

const kept = 'groundrules steps';

function readProgress(run: string): Progress {
  try {
    const { run: of, progress } = JSON.parse(window.localStorage.getItem(kept) ?? '{}') as Partial<{
      run: string;
      progress: Progress;
    }>;
    return of === run && progress ? progress : noProgress;
  } catch {
    return noProgress;
  }
}

/** How far the visitor came, in all windows of this browser; another run of the sandbox begins anew. */
function useProgress(workspace: WorkspacePart, cast: Cast): Progress {
  const { run, me, app } = workspace;
  const [held, setHeld] = useState(() => ({ run, progress: readProgress(run) }));
  const channels = usePart('channels');
  const channel = usePart('channel');
  const messages = useMessages();
  const ephemerals = useEphemerals();
  const before = held.run === run ? held.progress : readProgress(run);
  const card = channels?.find(({ id }) => id === channel?.id);
  const progress = progressAfter(before, { cast, me: me.id, app: app.userId, card, messages, ephemerals });
  useEffect(() => {
    const onElsewhere = () => setHeld({ run, progress: readProgress(run) });
    window.addEventListener('storage', onElsewhere);
    return () => window.removeEventListener('storage', onElsewhere);
  }, [run]);
  useEffect(() => {
    if (held.run === run && held.progress === progress) return;
    setHeld({ run, progress });
    try {
      window.localStorage.setItem(kept, JSON.stringify({ run, progress }));
    } catch {
      // Then it is known until the window is reloaded.
    }
  }, [held, run, progress]);
  return progress;
}

/** Goes into somebody's eyes: to what the app wrote them, or to the client's channel with words that stand ready there. */
function useGoing(workspace: WorkspacePart) {
  const { setLook } = useLook();
  const channels = usePart('channels');
  const [ready, setReady] = useState<{ as: string; draft: string } | null>(null);
  const { me, app } = workspace;
  useEffect(() => {
    if (!ready || !channels || me.id !== ready.as) return;
    const card = channels.find((one) => one.sharedWith.length > 0 && one.kind !== 'im' && one.isMember);
    setReady(null);
    if (!card) return;
    writeDraft(draftKey(me.id, card.id, null), { text: ready.draft, files: [], broadcast: false });
    requestAnimationFrame(() => focusComposer('channel'));
  }, [ready, channels, me.id]);
  return (as: string, to: 'app' | 'client', draft: string | null = null) => {
    const channel = to === 'app' ? channelWith(app.userId) : null;
    setLook({ as, channel, thread: null, curtain: false, story: false });
    setReady(draft === null ? null : { as, draft });
  };
}

type Step = { title: string; words: ReactNode; button: string; go: () => Promise<string | null> };

/** Walks to a local time of the agency, unless it has passed; gives what kept it from it. */
function useWalk(clock: ClockPart) {
  const deed = useDeed();
  return async (local: string): Promise<string | null> => {
    if (local <= localOf(clock.now, { timeZone: clock.timeZone, locale: 'en' })) return null;
    const done = await deed({ deed: 'walk', to: { local }, channel: null });
    return done.ok ? null : done.message;
  };
}

function useSteps(
  workspace: WorkspacePart,
  clock: ClockPart,
  cast: Cast,
  askedAt: number | null,
): Record<StepName, Step> {
  const walk = useWalk(clock);
  const go = useGoing(workspace);
  const { client, owner, manager } = cast;
  const zone = { timeZone: clock.timeZone, locale: 'en' };
  const first = (name: string) => name.split(' ')[0] ?? name;
  const monday = (time: string) => nextLocal(askedAt ?? clock.now, zone, 1, time);
  const now = localOf(clock.now, zone);
  const isLateOnFriday = now === nextLocal(clock.now, zone, 5, now.slice(11)) && /T16:5\d$/.test(now);
  return {
    ask: {
      title: `Ask as ${first(client.realName)}, Friday 16:50`,
      words: `${client.realName} is the client. Ten minutes before the weekend she asks for something. Send the question that stands ready.`,
      button: `Be ${first(client.realName)}`,
      go: async () => {
        const trouble = isLateOnFriday ? null : await walk(nextLocal(clock.now, zone, 5, '16:50'));
        go(client.id, 'client', question);
        return trouble;
      },
    },
    warned: {
      title: 'Monday 10:20: the warning',
      words: `Nobody answered. Two open hours were agreed, so the owner, ${owner.realName}, is warned in time, and privately.`,
      button: `Jump there and be ${first(owner.realName)}`,
      go: async () => {
        const trouble = await walk(monday('10:20'));
        go(owner.id, 'app');
        return trouble;
      },
    },
    breached: {
      title: 'Monday 10:50: the time has passed',
      words: `Still no answer. Now ${manager.realName} hears of it, before the client has to complain.`,
      button: `Jump there and be ${first(manager.realName)}`,
      go: async () => {
        const trouble = await walk(monday('10:50'));
        go(manager.id, 'app');
        return trouble;
      },
    },
    answer: {
      title: `Answer as ${first(owner.realName)}, Monday 11:05`,
      words:
        'Better late than never: send the answer that stands ready. What the manager was told brings itself up to date.',
      button: `Be ${first(owner.realName)}`,
      go: async () => {
        const trouble = await walk(monday('11:05'));
        go(owner.id, 'client', answer);
        return trouble;
      },
    },
    why: {
      title: 'Ask why',
      words: 'Point at the client’s question, open ⋯ and choose “Why?”. Only you will see the reasons.',
      button: `Be ${first(owner.realName)} in the channel`,
      go: async () => {
        go(owner.id, 'client');
        return null;
      },
    },
  };
}

type WelcomeProps = { workspace: WorkspacePart; clock: ClockPart; isShort: boolean; onClose: () => void };

/** *Try it in three minutes*: five steps, ticked off as they happen. `isShort` shows the next one only. */
export function Welcome({ workspace, clock, isShort, onClose }: WelcomeProps) {
  const cast = castOf(workspace);
  return cast && <Tour workspace={workspace} clock={clock} isShort={isShort} onClose={onClose} cast={cast} />;
}

function Tour({ workspace, clock, isShort, onClose, cast }: WelcomeProps & { cast: Cast }) {
  const progress = useProgress(workspace, cast);
  const steps = useSteps(workspace, clock, cast, progress.askedAt);
  const [trouble, setTrouble] = useState<string | null>(null);
  const next = stepNames.find((name) => !progress.done.includes(name));
  const shown = isShort ? stepNames.filter((name) => name === next) : stepNames;
  return (
    <section className={isShort ? 'welcome welcome-short' : 'welcome'} aria-labelledby="welcome-title">
      <header className="welcome-head">
        <h2 id="welcome-title">Try it in three minutes</h2>
        <button
          type="button"
          className="icon-button welcome-close"
          aria-label="Put the steps away"
          title="Put away"
          onClick={onClose}
        >
          <Icon name="close" size={15} />
        </button>
      </header>
      <ol>
        {shown.map((name) => (
          <li
            key={name}
            className={progress.done.includes(name) ? 'welcome-step welcome-done' : 'welcome-step'}
            aria-current={name === next ? 'step' : undefined}
          >
            <span className="welcome-number" aria-hidden="true">
              {progress.done.includes(name) ? <Icon name="check" size={13} /> : stepNames.indexOf(name) + 1}
            </span>
            <div>
              <h3>
                {steps[name].title}
                {progress.done.includes(name) && <span className="visually-hidden"> (done)</span>}
              </h3>
              {name === next && (
                <>
                  {!isShort && <p>{steps[name].words}</p>}
                  <button
                    type="button"
                    className="button button-main"
                    disabled={clock.isWalking}
                    onClick={async () => setTrouble(await steps[name].go())}
                  >
                    {steps[name].button}
                  </button>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      {trouble !== null && <p role="alert">{trouble}</p>}
      {next === undefined && (
        <p className="welcome-end">
          That was all of it. Play a scene from the story, look behind the curtain, or write “red alert” as the client
          to raise an emergency.
        </p>
      )}
    </section>
  );
}
