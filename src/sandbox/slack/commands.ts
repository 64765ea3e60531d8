import { isExternal, resolveChannel } from './acquaintance.ts';
import type { Channel, SlashCommand } from './model.ts';
import { base, channelReference, interact, type Outcome, taken, triggered } from './requests.ts';
import { makeResponseUrl, respond, showOnly } from './response-url.ts';
import { appOf, findMessage, nextTs, type Slack, userOf } from './slack.ts';
import { storedText } from './text.ts';

/** What somebody can call up by name. */
export type Caller = {
  /** Types a slash command into a channel. */
  command(channel: string, line: string): Promise<Outcome>;
  /** Chooses a shortcut from a message's menu. */
  shortcut(channel: string, ts: string, callbackId: string): Promise<Outcome>;
  /** Chooses a shortcut that belongs to no message. */
  globalShortcut(callbackId: string): Promise<Outcome>;
};

function failed(reason: string, shown: string): Outcome {
  return { ok: false, reason, shown };
}

/** Text as a command's receiver gets it: with escaping on, people and channels come with id and name. */
function commandText(slack: Slack, command: SlashCommand, typed: string): string {
  if (!command.should_escape) return typed;
  return storedText(typed)
    .replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => {
      const user = slack.world.users[id];
      return user ? `<@${id}|${user.name}>` : whole;
    })
    .replace(/<#(C[A-Z0-9]+)>/g, (whole, id: string) => {
      const channel = slack.world.channels[id];
      return channel ? `<#${id}|${channel.name}>` : whole;
    });
}

async function runCommand(slack: Slack, user: string, channel: Channel, line: string): Promise<Outcome> {
  const [name = '', typed = ''] = line.split(/\s+(.*)/s);
  const app = appOf(slack);
  const person = userOf(slack, user);
  const command = app.commands.find((one) => one.command === name);
  // People of companies that have not installed the app have no commands of it.
  if (!command || isExternal(slack, person)) return failed('unknown_command', `${name} is not a valid command.`);
  const { id, name: channelName } = channelReference(channel);
  const body = new URLSearchParams({
    token: app.verification_token,
    team_id: app.team_id,
    team_domain: slack.world.teams[app.team_id]?.domain ?? '',
    channel_id: id,
    channel_name: channelName,
    user_id: user,
    user_name: person.name,
    command: name,
    text: commandText(slack, command, typed),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: makeResponseUrl(slack, { channel, user }),
    ...triggered(slack, user),
  });
  const answer = taken(await slack.ask({ body: body.toString(), contentType: 'application/x-www-form-urlencoded' }));
  if (!answer.taken) {
    const error = answer.reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    return failed(error, `${name} failed with the error "${error}"`);
  }
  showAnswer(slack, channel, user, answer.body);
  return { ok: true };
}

/** The answer to a command may carry words of its own: as plain text, or as a message in JSON. */
function showAnswer(slack: Slack, channel: Channel, user: string, body: string): void {
  if (!body.trim()) return;
  let content: Record<string, unknown> = { text: body };
  if (body.startsWith('{')) content = JSON.parse(body) as Record<string, unknown>;
  respond(slack, { channel: channel.id, user, ts: null, ephemeral: false, thread_ts: null }, content);
}

/** What this person can call up. */
export function caller(slack: Slack, user: string): Caller {
  const callShortcut = async (type: string, more: Record<string, unknown>): Promise<Outcome> => {
    // Shortcuts are the one kind of request that does not name the app.
    const { api_app_id: _unnamed, ...who } = base(slack, type, user);
    const answer = await interact(slack, { ...who, ...more, ...triggered(slack, user) });
    if (answer.taken) return { ok: true };
    return failed(answer.reason, 'We had some trouble connecting. Try again?');
  };
  const known = (callbackId: string, type: 'global' | 'message') =>
    !isExternal(slack, userOf(slack, user)) &&
    appOf(slack).shortcuts.some((one) => one.callback_id === callbackId && one.type === type);

  return {
    async command(channelId, line) {
      const channel = resolveChannel(slack, user, channelId);
      if (!channel.members.includes(user)) throw new Error(`${user} is not in ${channelId}`);
      const outcome = await runCommand(slack, user, channel, line);
      if (!outcome.ok) showOnly(slack, channel, user, 'USLACKBOT', { text: outcome.shown });
      return outcome;
    },

    async shortcut(channelId, ts, callbackId) {
      const channel = resolveChannel(slack, user, channelId);
      const message = findMessage(slack, channel.id, ts);
      if (!message || !channel.members.includes(user)) throw new Error(`${user} sees no ${ts} in ${channelId}`);
      if (!known(callbackId, 'message')) return failed('unknown_shortcut', 'No such shortcut.');
      return callShortcut('message_action', {
        callback_id: callbackId,
        action_ts: nextTs(slack, channel.id),
        message_ts: ts,
        channel: channelReference(channel),
        message: structuredClone(message),
        response_url: makeResponseUrl(slack, { channel, user, ts }),
      });
    },

    async globalShortcut(callbackId) {
      if (!known(callbackId, 'global')) return failed('unknown_shortcut', 'No such shortcut.');
      return callShortcut('shortcut', {
        callback_id: callbackId,
        action_ts: nextTs(slack, 'shortcuts'),
      });
    },
  };
}
