/** A small world for this rule's tests: an agreement, conversations as they would be folded, and the rows that effects leave. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Agency } from '../../../agreement/agency.ts';
import { agencySchema } from '../../../agreement/agency.ts';
import { type Agreement, coreShape } from '../../../agreement/agreement.ts';
import type { Missing } from '../../../engine/absence.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type { Effect, Say } from '../../../engine/effect.ts';
import type { EmergencyTalk } from '../../../engine/emergency-talk.ts';
import type { Event, EventKind, EventOf } from '../../../engine/event.ts';
import type { Deadline, SaidMessage, WrittenMessage } from '../../../engine/facts.ts';
import type { ChoiceOf } from '../../../engine/notice-choice.ts';
import type { Ruling } from '../../../engine/rule.ts';
import { responseWindowSection } from '../config.ts';
import { decide } from '../decide.ts';
import type { ChannelFacts } from '../reconcile.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `fri 16:50` in the week of 2 March 2026, `next mon 09:20` a week later, in Istanbul (no clock change). */
export function at(text: string): number {
  const found = /^(next )?(\w{3}) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!found) throw new Error(`no time: ${text}`);
  const [, next, day = '', hour, minute, second = '0'] = found;
  const date = 2 + days.indexOf(day) + (next ? 7 : 0);
  const when = { year: 2026, month: 3, day: date, hour: Number(hour), minute: Number(minute), second: Number(second) };
  return DateTime.fromObject(when, { zone: 'Europe/Istanbul' }).toMillis();
}

/** Such a time again, as people read it. */
export function clock(instant: number | null): string | null {
  if (instant === null) return null;
  const local = DateTime.fromMillis(instant, { zone: 'Europe/Istanbul', locale: 'en' });
  const next = local.day >= 9 ? 'next ' : '';
  return `${next}${local.toFormat(local.second === 0 ? 'EEE HH:mm' : 'EEE HH:mm:ss').toLowerCase()}`;
}

type Written = Record<string, unknown>;

/** An agreement as its file would say it: open Monday to Friday 09:00-18:00, two hours to answer. */
export function agreementOf(window: Written = {}, core: Written = {}, version = 1): Agreement {
  const open = '09:00-18:00';
  const read = z.strictObject(coreShape).parse({
    schema: 1,
    id: 'nova',
    client: { name: 'Nova Bikes', language: 'en' },
    channels: ['C0NOVA'],
    officeHours: { timeZone: 'Europe/Istanbul', weekly: { mon: open, tue: open, wed: open, thu: open, fri: open } },
    people: {
      owner: 'U0MIRA Mira Aksoy',
      backup: 'U0JONAS Jonas Weber',
      managers: ['U0RUTH Ruth Okafor'],
      staff: ['U0ELIF Elif Kaya'],
      client: ['U0ANNA Anna Novak'],
    },
    ...core,
  });
  const section = responseWindowSection.schema.parse({ priorities: { normal: { first: '2h' } }, ...window });
  return { ...read, version, sections: { responseWindow: section } };
}

export const agency: Agency = {
  ...agencySchema.parse({
    schema: 1,
    agency: { name: 'Harbour Studio' },
    admins: ['U0ADMIN Tess Lindqvist'],
    managers: ['U0RUTH Ruth Okafor'],
    defaults: { language: 'en', timeZone: 'Europe/Istanbul' },
  }),
  version: 1,
};

/** A conversation as the fold gives it: asked at `askedAt`, at the channel's top level, waiting. */
export function asked(askedAt: number, more: Partial<Conversation> = {}): Conversation {
  const ts = `${askedAt / 1000}.000100`;
  return {
    id: `nova-channel:${ts}`,
    channelId: 'nova-channel',
    lane: 'top',
    turn: 'first',
    messages: [ts],
    asker: 'U0ANNA',
    askedAt,
    openedBy: 'message',
    settled: null,
    pauses: [],
    takenBy: null,
    handedTo: null,
    chosen: { priority: null, owner: null, dueAt: null },
    ...more,
  };
}

/** How a staff reply settles a conversation. */
export function repliedAt(when: number): Pick<Conversation, 'settled'> {
  return { settled: { at: when, how: 'replied', by: 'U0MIRA' } };
}

const base = { id: 'event', workspaceId: 'T0HARBOUR', clientId: 'nova', side: 'client', source: 'live' } as const;
const message = { channelId: 'nova-channel', ts: '1', threadTs: null };

/** An event of a kind with what matters to this rule. */
export function event<Kind extends EventKind>(kind: Kind, more: Partial<EventOf<Kind>> = {}): Event {
  return { ...base, kind, actor: 'U0ANNA', occurredAt: 0, message, ...more } as unknown as Event;
}

/** What rows and messages this rule's effects leave behind, walked from event to event. */
export class Scene {
  agreement: Agreement;
  former: Agreement[] = [];
  agency: Agency | null = agency;
  conversations: Conversation[] = [];
  rows: (Deadline & { data: unknown })[] = [];
  says: (Say & { at: number })[] = [];
  said: SaidMessage[] = [];
  left: string[] = [];
  missing: Missing = { gone: [], away: [] };
  talks: EmergencyTalk[] = [];
  changed: EmergencyTalk | null = null;
  choices: ChoiceOf[] = [];
  deleted: WrittenMessage | null = null;
  effects: Effect[] = [];
  rulings: Ruling[] = [];

  constructor(agreement = agreementOf()) {
    this.agreement = agreement;
  }

  facts(): ChannelFacts {
    const subjects = new Set(
      this.conversations.flatMap(({ id, channelId, messages }) => [id, ...messages.map((ts) => `${channelId}:${ts}`)]),
    );
    return {
      kind: 'channels',
      conversations: this.conversations,
      deadlines: this.rows.filter(({ subject, state }) => subjects.has(subject) || state === 'pending'),
      former: this.former,
      said: this.said,
      left: this.left,
      missing: this.missing,
      talks: this.talks,
      changed: this.changed,
      choices: this.choices,
      deleted: this.deleted,
    };
  }

  /** Walks one event at `now` and keeps what it leaves; the conversations are as they would be folded with it. */
  walk(happened: Event, now: number, conversations = this.conversations): this {
    this.conversations = conversations;
    const { agreement } = this;
    this.rulings = decide({ event: happened, facts: this.facts(), agreement, agency: this.agency, now });
    this.effects = this.rulings.flatMap(({ effects }) => effects);
    return this.keep(this.effects, now);
  }

  /** Keeps what some effects leave. */
  keep(effects: readonly Effect[], now: number): this {
    for (const effect of effects) this.carryOut(effect, now);
    return this;
  }

  /** Rings the alarms that are due until `until`, each at its time, in order. */
  ringUntil(until: number): this {
    for (;;) {
      const due = this.rows.filter(({ ringAt, state }) => state === 'pending' && ringAt !== null && ringAt <= until);
      const [next] = due.sort((a, b) => (a.ringAt ?? 0) - (b.ringAt ?? 0));
      if (next === undefined) return this;
      this.ring(next.id, next.ringAt ?? 0);
    }
  }

  ring(deadlineId: string, now: number): this {
    return this.walk(event('DeadlineDue', { deadlineId, rule: 'response-window', channelId: 'nova-channel' }), now);
  }

  /** The row of a conversation, times as people read them. */
  row(conversation: Pick<Conversation, 'id'>) {
    const found = this.rows.filter(({ subject, name }) => subject === conversation.id && name === 'reply');
    if (found.length !== 1) throw new Error(`${found.length} rows`);
    const { dueAt = 0, ringAt = null, state = 'pending' } = found[0] ?? {};
    return { dueAt: clock(dueAt), ringAt: clock(ringAt), state };
  }

  /** Everything said so far: when, what, to whom. */
  told(): string[] {
    return this.says.map(
      ({ at: when, data, view, to }) =>
        `${clock(when)} ${data.step ?? view} ${to.kind === 'person' ? to.userId : to.kind}`,
    );
  }

  reasons(): string[] {
    return this.rulings.map(({ reason }) => reason.name);
  }

  private carryOut(effect: Effect, now: number): void {
    if (effect.kind === 'say' && this.says.every(({ key }) => key !== effect.key))
      this.says.push({ ...effect, at: now });
    if (effect.kind !== 'set-deadline') return;
    const { kind, late, ...rest } = effect;
    const known = this.rows.find(({ id }) => id === effect.id);
    const row = { ...rest, id: effect.id ?? `D${this.rows.length + 1}`, clientId: 'nova', rule: 'response-window' };
    // Rows go through the database as JSON.
    const data: unknown = JSON.parse(JSON.stringify(effect.data));
    this.rows = this.rows.filter((one) => one !== known);
    this.rows.push({ ...row, data, revision: (known?.revision ?? 0) + 1 });
  }
}
