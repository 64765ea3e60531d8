import type { Message } from './model.ts';
import type { Slack } from './slack.ts';

/** Subdomain of the home team. */
export function domainOf(slack: Slack): string {
  return slack.world.teams[slack.world.home]?.domain ?? 'workspace';
}

/** The address of a message, as people copy it. */
export function permalinkOf(slack: Slack, channel: string, message: Message): string {
  const link = `https://${domainOf(slack)}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`;
  const reply = message.thread_ts && message.thread_ts !== message.ts;
  return reply ? `${link}?thread_ts=${message.thread_ts}&cid=${channel}` : link;
}
