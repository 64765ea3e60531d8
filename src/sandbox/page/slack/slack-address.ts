/** Slack's own addresses of messages, which the sandbox opens where they lead: in itself. */

export type Destination = { channel: string; ts: string };

/** Which message an address leads to (`https://…slack.com/archives/C0123/p1700000000000100`); null: somewhere else. */
export function destinationOf(address: string): Destination | null {
  const found = /^https:\/\/[\w-]+\.slack\.com\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:[?#]|$)/.exec(address);
  if (!found) return null;
  const [, channel = '', seconds, micros] = found;
  return { channel, ts: `${seconds}.${micros}` };
}
