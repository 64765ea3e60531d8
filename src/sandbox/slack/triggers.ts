import { Refusal } from './refusal.ts';
import { count, type Slack, type Trigger, userOf } from './slack.ts';

const TRIGGER_LIVES = 3000;

/** What a request may open a form with. Lives three seconds of the machine's time and serves once. */
export function makeTrigger(slack: Slack, user: string, view: string | null = null): string {
  const now = slack.machine();
  for (const [id, old] of slack.triggers) if (now - old.made > 60_000) slack.triggers.delete(id);
  const number = count(slack, 'trigger');
  const id = `${1_000_000 + number}.${2_000_000 + number}.${number.toString(16).padStart(32, '0')}`;
  slack.triggers.set(id, { user, team: userOf(slack, user).team_id, made: now, used: false, view });
  return id;
}

/** Uses a trigger up, or refuses. */
export function spendTrigger(slack: Slack, id: string): Trigger {
  const trigger = slack.triggers.get(id);
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (slack.machine() - trigger.made > TRIGGER_LIVES) throw new Refusal('expired_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  trigger.used = true;
  return trigger;
}
