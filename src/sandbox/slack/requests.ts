import { isExternal } from './acquaintance.ts';
import type { Channel, Message, Team, View } from './model.ts';
import { teamReference, viewObject } from './objects.ts';
import { makeResponseUrl } from './response-url.ts';
import { appOf, type Slack, userOf } from './slack.ts';
import { makeTrigger } from './triggers.ts';
import type { Answer } from './wire.ts';

/** What became of something a person asked of the app. `shown` is what Slack puts before them when it failed. */
export type Outcome = { ok: true } | { ok: false; reason: string; shown: string };

/** The body of a taken request, or why it was not taken. */
export type Taken = { taken: true; body: string } | { taken: false; reason: string };

/** Reads an answer as Slack's client does: only a 2xx within three seconds counts. */
export function taken(answer: Answer): Taken {
  if (answer.kind === 'failed') return { taken: false, reason: answer.reason };
  if (answer.status < 200 || answer.status > 299) return { taken: false, reason: 'http_error' };
  return { taken: true, body: answer.body };
}

/** Sends an interaction: a form body with one field. */
export async function interact(slack: Slack, payload: Record<string, unknown>): Promise<Taken> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return taken(await slack.ask({ body, contentType: 'application/x-www-form-urlencoded' }));
}

function teamOf(slack: Slack, id: string): Team {
  return slack.world.teams[id] ?? { id, name: id, domain: id.toLowerCase() };
}

/** What every interaction says of who and where. In forms, people of other companies come with their own team. */
export function base(slack: Slack, type: string, user: string, inForm = false): Record<string, unknown> {
  const app = appOf(slack);
  const person = userOf(slack, user);
  const team = inForm && isExternal(slack, person) ? person.team_id : app.team_id;
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team_id },
    api_app_id: app.id,
    token: app.verification_token,
    team: teamReference(teamOf(slack, team)),
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel as requests name it: only public ones by their name. */
export function channelReference(channel: Channel): { id: string; name: string } {
  const names = { channel: channel.name, group: 'privategroup', im: 'directmessage', mpim: channel.name };
  return { id: channel.id, name: names[channel.kind] };
}

/** Where an interaction took place: a message, one shown to one person only, or a form. */
export type Place =
  | { in: 'message'; channel: Channel; message: Message; ephemeral: boolean }
  | { in: 'view'; view: View };

/** The part of a payload that tells the place; a message comes with an address to answer at. */
export function placed(slack: Slack, place: Place, user: string, answerable: boolean): Record<string, unknown> {
  if (place.in === 'view') {
    return { container: { type: 'view', view_id: place.view.id }, view: viewObject(place.view) };
  }
  const { channel, message, ephemeral } = place;
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  const url = answerable
    ? {
        response_url: makeResponseUrl(slack, {
          channel,
          user,
          ts: message.ts,
          ephemeral,
          thread_ts: message.thread_ts,
        }),
      }
    : {};
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
    channel: channelReference(channel),
    ...(ephemeral ? {} : { message: structuredClone(message) }),
    ...url,
  };
}

/** A fresh trigger for a payload. */
export function triggered(slack: Slack, user: string, place?: Place): { trigger_id: string } {
  return { trigger_id: makeTrigger(slack, user, place?.in === 'view' ? place.view.id : null) };
}
