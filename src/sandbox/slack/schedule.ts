import { postMessage } from './messages.ts';
import { appOf, type Slack } from './slack.ts';

/** Epoch milliseconds at which the next scheduled message is posted, or null. */
export function nextScheduled(slack: Slack): number | null {
  const times = slack.world.scheduled.map((one) => one.post_at * 1000);
  return times.length > 0 ? Math.min(...times) : null;
}

/** Posts scheduled messages that are due. Those with metadata are lost: Slack documents that it never posts them. */
export function postScheduled(slack: Slack, now: number): void {
  const due = slack.world.scheduled.filter((one) => one.post_at * 1000 <= now);
  if (due.length === 0) return;
  slack.world.scheduled = slack.world.scheduled.filter((one) => !due.includes(one));
  due.sort((one, other) => one.post_at - other.post_at);
  for (const { channel: id, text, blocks, attachments, metadata } of due) {
    const channel = slack.world.channels[id];
    if (metadata || !channel || channel.is_archived) continue;
    postMessage(slack, channel, appOf(slack).bot_user_id, {
      text,
      ...(blocks ? { blocks } : {}),
      ...(attachments ? { attachments } : {}),
    });
  }
}
