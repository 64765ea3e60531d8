/**
 * The shell of a command that runs beside a start: it walks and records as the bot does, but it is told nothing, asks Slack
 * nothing and says nothing. What it leaves to be rung or said, the running process finds by its sweep.
 */
import { SlackUnavailable } from '../engine/ports.ts';
import { createAskedWorkReader } from './asked-work.ts';
import { noCheckpoint } from './checkpoint.ts';
import { createMetrics } from './metrics.ts';
import type { Shell } from './shell.ts';

/** The rest of a shell around a store. Slack's reader throws {@link SlackUnavailable}. */
export function officeShell(
  parts: Pick<Shell, 'store' | 'clock' | 'machineClock' | 'rules' | 'sections' | 'home' | 'logger'>,
): Shell {
  const notAsked = () => new SlackUnavailable('A command does not ask Slack.', null);
  const noSlack = () => Promise.reject(notAsked());
  const noPages = (): never => {
    throw notAsked();
  };
  const unsaid = () => Promise.resolve({ kind: 'unreachable' as const, because: 'a command says nothing' });
  const nothing = () => Promise.resolve();
  return {
    ...parts,
    slack: {
      reader: {
        identity: noSlack,
        person: noSlack,
        channel: noSlack,
        members: noSlack,
        groupMembers: noSlack,
        doNotDisturb: noSlack,
        history: noPages,
        threads: noSlack,
        replies: noSlack,
      },
      sender: { post: unsaid, update: unsaid, publish: unsaid, remove: unsaid, fasten: unsaid, find: noSlack },
    },
    alarms: { set: nothing },
    doorbell: { wake: nothing },
    operator: nothing,
    askedWork: createAskedWorkReader(),
    adjudicator: { ask: () => Promise.resolve(null) },
    metrics: createMetrics(),
    checkpoint: noCheckpoint,
    processId: 'command',
  };
}
