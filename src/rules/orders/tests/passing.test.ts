import { expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { scopeSection } from '../../../agreement/scope-list.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { SetDeadline } from '../../../engine/effect.ts';
import type { Deadline } from '../../../engine/facts.ts';
import { decidersOf, ordersSection } from '../config.ts';
import { waiting } from '../expiry.ts';
import type { OrderFacts } from '../load.ts';
import { due, inWords } from '../passing.ts';

const DAY = 86_400_000;
const sentAt = Date.UTC(2026, 5, 1, 8);
const expiresAt = sentAt + 14 * DAY;

function agreementOf(more: string): Agreement {
  const weekly = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day}: 00:00-24:00`).join(', ');
  const text = `schema: 1
id: nova
client: { name: Nova, language: en }
channels: [C0NOVA]
officeHours: { timeZone: UTC, weekly: { ${weekly} } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA, U0BEN] }
${more}`;
  const sections = [scopeSection, ordersSection];
  const read = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { ...read.agreement, version: 1 };
}

const order: ChangeOrder = {
  ...{ id: 'order:a', clientId: 'nova', channelId: 'c-nova', messageTs: null, threadTs: null, itemId: null, items: [] },
  ...{ agreementVersion: 1, state: 'sent', author: 'U0MIRA', place: 'p', textHash: '', price: null, revision: 2 },
  ...{ createdAt: sentAt, sentAt, expiresAt, decidedAt: null, decidedBy: null, newVersion: null },
};

function factsOf(agreement: Agreement, reminded = false): OrderFacts {
  const set = waiting(order, agreement, null, reminded);
  const deadline: Deadline = { ...set, id: 'd', clientId: 'nova', rule: 'orders', revision: 1 };
  return {
    ...{
      kind: 'order',
      order,
      words: null,
      isAsFrozen: true,
      basis: agreement,
      channel: null,
      deadline,
      offered: null,
    },
    ...{ stands: { channelId: 'c-nova', ts: '17.1' }, next: null, before: null, mayDecide: true, hasEmergency: false },
    ...{ agreement, agency: null, missing: { gone: [], away: [] }, serves: false, language: 'en' },
  };
}
const permitted = agreementOf('mayPost: [changeOrders]\n');
const silent = agreementOf('');
const at = sentAt + 10 * DAY;

test('while an emergency of the client runs nobody is reminded: that waits, and then comes once; its end stays its end', () => {
  const facts = { ...factsOf(permitted), hasEmergency: true };
  const [waits] = due(facts, at);
  expect(waits?.effects).toMatchObject([{ kind: 'set-deadline', state: 'pending', ringAt: at + 15 * 60_000 }]);
  const put = waits?.effects[0] as SetDeadline;
  const deadline: Deadline = { ...put, id: 'd', clientId: 'nova', rule: 'orders', revision: 2 };
  const [over] = due({ ...facts, deadline, hasEmergency: false }, at + 15 * 60_000);
  expect(over?.effects).toMatchObject([{ data: { reminded: true } }, { kind: 'say', view: 'order-reminder' }]);
  expect(due(facts, expiresAt)[0]?.reason.name).toBe('expired');
});

test('it is reminded of in its own thread where the agreement permits it, and rings next at its end', () => {
  const [ruling] = due(factsOf(permitted), at);
  expect(ruling?.effects).toEqual([
    expect.objectContaining({ kind: 'set-deadline', id: 'd', ringAt: expiresAt, state: 'pending' }),
    expect.objectContaining({
      ...{ kind: 'say', view: 'order-reminder', permission: 'changeOrders', approvedBy: null, audience: 'client' },
      to: { kind: 'channel', channelId: 'c-nova', threadTs: '17.1' },
    }),
  ]);
  expect(due(factsOf(permitted, true), at)[0]?.reason.name).toBe('waits');
});

test('else whoever offered it hears, and the client nothing', () => {
  const [ruling] = due(factsOf(silent), at);
  const said = ruling?.effects.filter(({ kind }) => kind === 'say');
  expect(said).toEqual([expect.objectContaining({ view: 'order-notice', to: { kind: 'person', userId: 'U0MIRA' } })]);
});

test('a short one is not reminded of on its last day', () => {
  const short = { ...order, expiresAt: sentAt + 10 * DAY + 1000 };
  expect(waiting(short, silent, null, false).ringAt).toBe(short.expiresAt);
});

test('what was decided meanwhile rings no more', () => {
  const [ruling] = due({ ...factsOf(permitted), order: { ...order, state: 'accepted' } }, at);
  expect(ruling?.effects).toEqual([expect.objectContaining({ state: 'cancelled', ringAt: null })]);
});

test('words of somebody who may not decide, or after its end, change nothing', () => {
  expect(inWords('U0BEN', { ...factsOf(permitted), mayDecide: false }, at)).toEqual([]);
  expect(inWords('U0BEN', factsOf(permitted), expiresAt)).toEqual([]);
});

test('those who are named for it decide, if they are of the client; else all of the client’s people', () => {
  expect(decidersOf(silent)).toEqual(['U0ANNA', 'U0BEN']);
  expect(decidersOf(agreementOf('orders: { mayDecide: [U0BEN, U0MIRA] }\n'))).toEqual(['U0BEN']);
  expect(decidersOf(agreementOf('orders: { mayDecide: [U0MIRA] }\n'))).toEqual(['U0ANNA', 'U0BEN']);
});
