export type LinkedPlace = { slackChannelId: string; ts: string };

/** Which message a pasted Slack link leads to (`…/archives/C0123/p1700000000000100`); null where there is no such link. */
export function placeInLink(text: string): LinkedPlace | null {
  const [, slackChannelId, digits] = /\/archives\/([A-Z0-9]{3,})\/p(\d{7,})/.exec(text) ?? [];
  if (slackChannelId === undefined || digits === undefined) return null;
  return { slackChannelId, ts: `${digits.slice(0, -6)}.${digits.slice(-6)}` };
}
