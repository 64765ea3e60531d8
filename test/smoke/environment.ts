/** What the smoke script needs to be told, and where to find it. */
export type Environment = Record<string, string | undefined>;

const needed = {
  SMOKE_BOT_TOKEN: 'the bot’s token (xoxb-…), of an app made from manifest.yml; the bot is in the channel',
  SMOKE_USER_TOKEN: 'a user token (xoxp-…, chat:write) of a person on the client’s side, who is in the channel',
  SMOKE_STAFF_TOKEN: 'a user token (xoxp-…, chat:write) of the owner, who is in the channel and is sent the notices',
  SMOKE_CHANNEL: 'the id of a channel (C…) that nobody minds; everything written there is deleted again',
  SMOKE_APP_TOKEN: 'the app’s token (xapp-…) for Socket Mode, or SMOKE_SIGNING_SECRET and SMOKE_PORT for HTTP',
} as const;

/** What is missing, one line each; empty when it can begin. */
export function missingFor(environment: Environment): string[] {
  const has = (name: string) => Boolean(environment[name]?.trim());
  return Object.entries(needed)
    .filter(([name]) => !has(name) && !(name === 'SMOKE_APP_TOKEN' && has('SMOKE_SIGNING_SECRET')))
    .map(([name, where]) => `${name}: ${where}`);
}
