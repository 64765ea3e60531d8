/** `/rules changes` for staff, by state; and `/rules decisions`, which both sides may read. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { priceText } from '../../../agreement/price.ts';
import { milestonesOf } from '../../../agreement/rhythm.ts';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { LoggedDecision } from '../../../engine/decision-log.ts';
import { readMoved } from '../../../engine/milestone.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import { orderSubject } from '../subject.ts';
import { say, sayToClients } from '../words.ts';
import { agencyName, dayOf, loadNames, message, type Names, nameOf, titleOf, untilText, whatText } from './parts.ts';

const states = ['draft', 'sent', 'accepted', 'expired', 'declined', 'void'] as const;
/** Of each state; more than these fit into no message of Slack's. */
const MOST: Record<ChangeOrder['state'], number> = { draft: 3, sent: 5, accepted: 3, expired: 3, declined: 2, void: 2 };
const MOST_DECISIONS = 20;

type About = { agreement: Agreement; names: Names };
type ListFacts = (About & { orders: ChangeOrder[] }) | null;

export const list: View<ListFacts> = {
  name: 'order-list',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const orders = await ask('changeOrdersOf', { clientId: agreement.id });
    const people = orders.flatMap(({ author, decidedBy }) => [author, ...(decidedBy === null ? [] : [decidedBy])]);
    return { agreement, orders, names: await loadNames(ask, agreement, people) };
  },
  render: (facts, reader) => {
    if (facts === null) return null;
    const { language } = reader;
    const title = section(say(language, 'list.title', { client: escapeName(facts.agreement.client.name) }));
    const groups = states.flatMap((state) => groupOf(state, facts, reader));
    const none = facts.orders.length === 0 ? [section(say(language, 'list.none'))] : [];
    return message([title, ...none, ...groups, ...(none.length > 0 ? [] : [section(say(language, 'list.how'))])]);
  },
};

function groupOf(state: ChangeOrder['state'], facts: NonNullable<ListFacts>, reader: Reader): KnownBlock[] {
  const all = facts.orders.filter((order) => order.state === state);
  if (all.length === 0) return [];
  const left = all.length - MOST[state];
  const more = left > 0 ? [section(say(reader.language, 'list.more', { count: left }))] : [];
  const lines = all.slice(0, MOST[state]).flatMap((order) => lineBlocks(order, facts, reader));
  return [section(say(reader.language, `list.${state}`)), ...lines, ...more];
}

/** One offer with what can be done about it. */
export function lineBlocks(order: ChangeOrder, { agreement, names }: About, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const text = say(language, `line.${order.state}`, {
    what: whatText(order, language),
    author: nameOf(names, order.author),
    name: order.decidedBy === null ? '' : nameOf(names, order.decidedBy),
    date: dayOf(order.decidedAt ?? order.sentAt ?? order.createdAt, agreement, reader),
    until: untilText(order, agreement, reader),
    version: order.newVersion ?? 'none',
  });
  const elements = buttonsFor(order, language);
  return [section(`• ${text}`), ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }])];
}

function buttonsFor(order: ChangeOrder, language: string) {
  const subject = orderSubject(order);
  const withdraw = {
    ...button('order-withdraw', say(language, 'button.withdraw'), order.id),
    confirm: {
      title: plain(say(language, 'button.withdraw')),
      text: plain(say(language, 'confirm.withdraw')),
      confirm: plain(say(language, 'confirm.yes')),
      deny: plain(say(language, 'confirm.no')),
    },
  };
  switch (order.state) {
    case 'draft':
      return [
        button('order-edit', say(language, 'button.continue'), subject),
        button('order-throw-away', say(language, 'button.throw-away'), subject),
      ];
    case 'sent':
      return [
        button('order-remind', say(language, 'button.remind'), order.id),
        button('order-edit', say(language, 'button.edit'), subject),
        withdraw,
      ];
    case 'accepted':
      return order.newVersion === null ? [button('order-put', say(language, 'button.put'), order.id)] : [];
    case 'void':
      return [];
    default:
      return [button('order-edit', say(language, 'button.again'), subject)];
  }
}

/** `text`: of what came of a meeting; null: it is not kept any more. `isOld`: it was written anew since. */
type Decided = { decision: LoggedDecision; order: ChangeOrder | null; text: string | null; isOld: boolean };
type DecisionFacts = (About & { agency: Agency | null; decided: Decided[]; left: number }) | null;

export const decisions: View<DecisionFacts> = {
  name: 'order-decisions',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const all = await ask('decisionsOf', { clientId: agreement.id });
    const orders = await ask('changeOrdersOf', { clientId: agreement.id });
    const shown = all.slice(0, MOST_DECISIONS);
    const places = shown.flatMap(({ kind, channelId, place }) =>
      place === null || !isOfMeeting(kind) ? [] : [{ channelId, ts: place }],
    );
    const texts = await ask('wordsOf', { places });
    const decided = shown.map((decision) => ({
      decision,
      order: orders.find(({ id }) => id === decision.subject) ?? null,
      text: texts[places.findIndex(({ ts }) => ts === decision.place)]?.text ?? null,
      isOld: isReplaced(decision, all),
    }));
    const names = await loadNames(
      ask,
      agreement,
      all.map(({ by }) => by),
    );
    return { agreement, names, agency: await ask('agency', {}), decided, left: all.length - decided.length };
  },
  render: (facts, reader) => {
    if (facts === null) return null;
    const { agreement, agency, decided, left } = facts;
    const { language } = reader;
    const client = escapeName(agreement.client.name);
    const title = sayToClients(language, 'decisions.title', { agency: agencyName(agency, language), client });
    const lines = decided.map((one) => decisionLine(one, facts, reader));
    const none = lines.length === 0 ? [sayToClients(language, 'decisions.none')] : [];
    const more = left > 0 ? [sayToClients(language, 'decisions.more', { count: left })] : [];
    return message([title, ...none, ...lines, ...more].map((line) => section(line)));
  },
};

/** Whether what came of the same meeting was written anew and settled since. */
function isReplaced({ kind, subject }: LoggedDecision, all: readonly LoggedDecision[]): boolean {
  const [, meeting, edition = ''] = /^(.*):(\d+)$/.exec(subject) ?? [];
  if (!isOfMeeting(kind) || meeting === undefined) return false;
  return all.some(
    (one) => one.subject.startsWith(`${meeting}:`) && Number(one.subject.split(':').at(-1)) > Number(edition),
  );
}

const isOfMeeting = (kind: LoggedDecision['kind']) => kind === 'meeting-confirmed' || kind === 'meeting-kept';

function decisionLine(one: Decided, about: About, reader: Reader): string {
  if (one.decision.kind === 'milestone-moved') return movedLine(one, about, reader);
  return isOfMeeting(one.decision.kind) ? meetingLine(one, about, reader) : orderLine(one, about, reader);
}

function meetingLine({ decision, text, isOld }: Decided, { agreement, names }: About, reader: Reader): string {
  return sayToClients(reader.language, 'decisions.meeting', {
    date: dayOf(decision.at, agreement, reader),
    name: nameOf(names, decision.by),
    what: text === null ? sayToClients(reader.language, 'decisions.gone') : escapeMrkdwn(text),
    how: decision.kind === 'meeting-kept' ? 'kept' : 'confirmed',
    since: isOld ? 'anew' : 'none',
  });
}

/** A day that both sides had set is another one. */
function movedLine({ decision }: Decided, { agreement, names }: About, reader: Reader): string {
  const moved = readMoved(decision.subject);
  const title = milestonesOf(agreement).find(({ id }) => id === moved?.milestoneId)?.title ?? moved?.milestoneId ?? '';
  return sayToClients(reader.language, 'decisions.moved', {
    date: dayOf(decision.at, agreement, reader),
    name: nameOf(names, decision.by),
    title: escapeName(title),
    from: moved === null ? '' : formatDate(moved.from, reader),
    to: moved === null ? '' : formatDate(moved.to, reader),
  });
}

function orderLine({ decision, order }: Decided, { agreement, names }: About, reader: Reader): string {
  const { language } = reader;
  const price = order?.price == null ? sayToClients(language, 'price.none') : priceText(order.price, language);
  const values = {
    date: dayOf(decision.at, agreement, reader),
    name: nameOf(names, decision.by),
    title: order === null ? '' : titleOf(order),
    price,
    version: decision.versionAfter ?? 'none',
  };
  return sayToClients(
    language,
    decision.kind === 'change-order-accepted' ? 'decisions.accepted' : 'decisions.declined',
    values,
  );
}
