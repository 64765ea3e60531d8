/**
 * The subject of a message: `${channelId}:${ts}`, our channel's id and Slack's ts. The conversation that a message opens has
 * the same, and behind it `:2`, `:3`… where one message opened several. It deliberately holds ids only.
 */

const form = /^(.+):(\d+\.\d+)(?::\d+)?$/;

/** The subject that a message would be. */
export function messageSubject({ channelId, ts }: { channelId: string; ts: string }): string {
  return `${channelId}:${ts}`;
}

/** Which message such a subject stands for; null for any other. */
export function readMessageSubject(subject: string): { channelId: string; ts: string } | null {
  const [, channelId, ts] = form.exec(subject) ?? [];
  return channelId === undefined || ts === undefined ? null : { channelId, ts };
}
