/** Step seven: what remains after a commit. Whatever is lost here the sweep finds again. */
import type { Aftermath } from './case.ts';
import type { Shell } from './shell.ts';

const TEN_MINUTES = 600_000;

/** Sets delivery going without waiting for it; *urgent*: the lane of emergencies. */
export type Kick = (only?: 'urgent') => void;

/**
 * Hands alarms to the queue and sets delivery going. Only what is due soon is handed over at once; the sweep, every minute,
 * hands over what is due within the hour.
 */
export async function afterCommit(shell: Shell, aftermath: Aftermath, deliver: Kick): Promise<void> {
  await shell.checkpoint('committed');
  if (aftermath.pages) deliver('urgent');
  if (aftermath.said) deliver();
  for (const id of aftermath.claimed) {
    // Unheard, it is walked by the sweep.
    await shell.doorbell.wake('inbox', id).catch((error) => shell.logger.warn({ err: error }, 'Nobody was woken'));
  }
  for (const { rule, eventId, isGivenUp } of aftermath.failed) {
    if (!isGivenUp) continue;
    await shell.operator('A rule was given up after eight tries. See: groundrules retry', { rule, eventId });
  }
  const soon = aftermath.alarms.filter((alarm) => alarm.ringAt <= shell.clock() + TEN_MINUTES);
  if (soon.length === 0) return;
  try {
    for (const { id, revision, ringAt } of soon) await shell.alarms.set(id, revision, ringAt);
    await shell.store.deadlines.haveAlarm(soon);
  } catch (error) {
    shell.logger.warn({ err: error }, 'An alarm was not set; the sweep sets it');
  }
  await shell.checkpoint('alarm-set');
}
