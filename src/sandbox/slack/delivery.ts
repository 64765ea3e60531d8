import type { FaultBook } from './faults.ts';
import type { Channel, Delivery } from './model.ts';
import { appOf, count, type InnerEvent, makeId, type Reach, type Slack, seconds } from './slack.ts';
import type { Answer, Wire } from './wire.ts';

/** Waits before the second and third retry on the Clock; the first comes at once. */
const RETRY_AFTER = [0, 60_000, 300_000];
const MINUTE = 60_000;
const LOG_LENGTH = 1000;

/** One attempt to hand an event over, for tests and for the page. */
export type Attempt = {
  id: string;
  type: string;
  /** 0 for the first, 1 to 3 for retries. */
  retry: number;
  outcome: 'taken' | 'lost' | 'http_timeout' | 'connection_failed' | 'http_error' | 'rate_limited';
  status: number | null;
};

export type Post = {
  emit(event: InnerEvent, reach: Reach): void;
  nextDue(): number | null;
  runDue(now: number): Promise<void>;
  /** Takes up what an earlier run had under way. */
  resume(): void;
  attempts(): Attempt[];
};

/** What the Events API calls a message in a channel of this kind. */
function messageSubscription(channel: Channel): string {
  const kinds = { channel: 'message.channels', group: 'message.groups', im: 'message.im', mpim: 'message.mpim' };
  return kinds[channel.kind];
}

/** Whether the app hears of this: it subscribed, and is a member where it happened. */
function isHeard(slack: Slack, event: InnerEvent, reach: Reach): boolean {
  const app = appOf(slack);
  const { channel } = reach;
  if (channel && !channel.members.includes(app.bot_user_id)) return false;
  const name = reach.subscription ?? (event.type === 'message' && channel ? messageSubscription(channel) : event.type);
  return app.events.includes(name);
}

/** The envelope as the Events API sends it. */
export function envelope(slack: Slack, event: InnerEvent, reach: Reach): { id: string; body: string } {
  const app = appOf(slack);
  const { channel } = reach;
  const external = (channel?.connected_team_ids.length ?? 0) > 0;
  const id = makeId(slack, 'Ev');
  const body = {
    token: app.verification_token,
    team_id: external ? (reach.actorTeam ?? app.team_id) : app.team_id,
    context_team_id: app.team_id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: seconds(slack),
    authorizations: [
      {
        enterprise_id: null,
        team_id: app.team_id,
        user_id: app.bot_user_id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: external,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: app.team_id, aid: app.id, cid: channel?.id ?? null })).toString('base64url')}`,
  };
  return { id, body: JSON.stringify(body) };
}

/** The post office: hands events to the app, tries again as Slack does, and stops at the hourly limit. */
export function openPost(slack: Slack, wire: Wire, faults: FaultBook, eventsPerHour: number): Post {
  const log: Attempt[] = [];
  const isOverLimit = hourlyLimit(slack, wire, eventsPerHour);
  const waiting = () => slack.world.deliveries;

  const note = (delivery: Delivery, outcome: Attempt['outcome'], status: number | null) => {
    log.push({ id: delivery.id, type: delivery.type, retry: delivery.attempt, outcome, status });
    if (log.length > LOG_LENGTH) log.splice(0, log.length - LOG_LENGTH);
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    delivery.dueAt = null;
    const release = wire.hold();
    try {
      const answer = await wire.send({
        body: delivery.body,
        contentType: 'application/json',
        headers: retryHeaders(delivery),
      });
      const failure = failureOf(answer);
      note(delivery, failure ?? 'taken', answer.kind === 'answered' ? answer.status : null);
      const giveUp = answer.kind === 'answered' && answer.noRetry;
      if (!failure || giveUp || delivery.attempt >= RETRY_AFTER.length) {
        delete waiting()[delivery.id];
        return;
      }
      const wait = RETRY_AFTER[delivery.attempt] ?? 0;
      delivery.attempt += 1;
      delivery.reason = failure;
      if (wait === 0) await attempt(delivery);
      else delivery.dueAt = slack.clock() + wait;
    } finally {
      release();
    }
  };

  const emit = (event: InnerEvent, reach: Reach) => {
    if (!isHeard(slack, event, reach)) return;
    const delivery: Delivery = {
      ...envelope(slack, event, reach),
      type: event.type,
      attempt: 0,
      reason: null,
      dueAt: null,
    };
    if (isOverLimit()) return note(delivery, 'rate_limited', null);
    const fault = faults.forDelivery(event.type);
    if (fault?.kind === 'lose-delivery') return note(delivery, 'lost', null);
    waiting()[delivery.id] = delivery;
    if (fault?.kind === 'delay-delivery') {
      delivery.dueAt = slack.clock() + fault.milliseconds;
      return;
    }
    void attempt(delivery);
    const copies = fault?.kind === 'duplicate-delivery' ? fault.copies : 0;
    for (let copy = 0; copy < copies; copy += 1) void attempt({ ...delivery });
  };

  return {
    emit,
    attempts: () => [...log],
    nextDue() {
      const due = Object.values(waiting()).flatMap((delivery) => delivery.dueAt ?? []);
      return due.length > 0 ? Math.min(...due) : null;
    },
    async runDue(now) {
      const due = Object.values(waiting()).filter((delivery) => delivery.dueAt !== null && delivery.dueAt <= now);
      due.sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
      await Promise.all(due.map(attempt));
    },
    resume() {
      for (const delivery of Object.values(waiting())) if (delivery.dueAt === null) void attempt(delivery);
    },
  };
}

function retryHeaders(delivery: Delivery): Record<string, string> {
  if (delivery.attempt === 0) return {};
  return { 'x-slack-retry-num': String(delivery.attempt), 'x-slack-retry-reason': delivery.reason ?? 'unknown_error' };
}

function failureOf(answer: Answer): 'http_timeout' | 'connection_failed' | 'http_error' | null {
  if (answer.kind === 'failed') return answer.reason;
  return answer.status >= 200 && answer.status < 300 ? null : 'http_error';
}

/** Counts deliveries over the last hour of the Clock; past the limit the app is told once a minute and events are dropped. */
function hourlyLimit(slack: Slack, wire: Wire, perHour: number): () => boolean {
  const perMinute = new Map<number, number>();
  let total = 0;
  let told = -1;
  return () => {
    const minute = Math.floor(slack.clock() / MINUTE);
    for (const [old, number] of perMinute) {
      if (old > minute - 60) continue;
      perMinute.delete(old);
      total -= number;
    }
    if (total < perHour) {
      total += 1;
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
      return false;
    }
    if (told === minute) return true;
    told = minute;
    const app = appOf(slack);
    const body = {
      token: app.verification_token,
      type: 'app_rate_limited',
      team_id: app.team_id,
      minute_rate_limited: minute * 60,
      api_app_id: app.id,
    };
    count(slack, 'rate-limited');
    void wire.send({ body: JSON.stringify(body), contentType: 'application/json' });
    return true;
  };
}
