import { needText, numberOf, textOf } from '../arguments.ts';
import { type Method, method, pageOf } from '../method.ts';
import { Refusal } from '../refusal.ts';
import { makeId, seconds } from '../slack.ts';
import { postTarget } from './chat-targets.ts';
import { contentOf } from './content.ts';

const FARTHEST = 120 * 86_400;
const PER_FIVE_MINUTES = 30;

/** Messages for later. */
export const scheduledMethods: Record<string, Method> = {
  'chat.scheduleMessage': method(3, ['chat:write'], (call) => {
    const { slack, given } = call;
    const content = contentOf(given);
    const channel = postTarget(call, needText(given, 'channel', 'channel_not_found'));
    const post_at = Number(needText(given, 'post_at', 'invalid_time'));
    if (!Number.isInteger(post_at)) throw new Refusal('invalid_time');
    if (post_at <= seconds(slack)) throw new Refusal('time_in_past');
    if (post_at > seconds(slack) + FARTHEST) throw new Refusal('time_too_far');
    const near = slack.world.scheduled.filter(
      (one) => one.channel === channel.id && Math.floor(one.post_at / 300) === Math.floor(post_at / 300),
    );
    if (near.length >= PER_FIVE_MINUTES) throw new Refusal('restricted_too_many');
    const id = makeId(slack, 'Q');
    slack.world.scheduled.push({ id, channel: channel.id, post_at, date_created: seconds(slack), ...content });
    return { scheduled_message_id: id, channel: channel.id, post_at, message: { type: 'delayed_message', ...content } };
  }),

  'chat.deleteScheduledMessage': method(3, ['chat:write'], ({ slack, given }) => {
    const id = needText(given, 'scheduled_message_id', 'invalid_scheduled_message_id');
    if (!slack.world.scheduled.some((one) => one.id === id)) throw new Refusal('invalid_scheduled_message_id');
    slack.world.scheduled = slack.world.scheduled.filter((one) => one.id !== id);
    return {};
  }),

  'chat.scheduledMessages.list': method(3, ['chat:write'], ({ slack, given }) => {
    const channel = textOf(given, 'channel');
    const all = slack.world.scheduled.filter((one) => !channel || one.channel === channel);
    const { page, next } = pageOf(all, textOf(given, 'cursor'), numberOf(given, 'limit', 100, 100));
    const scheduled_messages = page.map(({ id, channel: channel_id, post_at, date_created, text }) => ({
      id,
      channel_id,
      post_at,
      date_created,
      text,
    }));
    return { scheduled_messages, response_metadata: { next_cursor: next } };
  }),
};
