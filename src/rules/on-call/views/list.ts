/** The private answers to `/rules oncall`: who is on call now and next, and what came of what was asked. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import { policyOf } from '../../../agreement/emergency.ts';
import { byName } from '../../../agreement/on-call.ts';
import { button } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import { type Duty, dutiesBetween, knownOfRotas, type Override } from '../../../engine/on-call.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { rotasOf } from '../load.ts';
import { type Key, say } from '../words.ts';
import { loadNames, type Names, nameOf, pieces, spanText, whoText } from './lines.ts';

const DAY = 86_400_000;
/** Two turns and the one that runs. */
const AHEAD = 15 * DAY;
const HORIZON = 3 * 366 * DAY;
const mostRotas = 8;
const mostNext = 3;
const mostOverrides = 5;

type Shown = { rota: string; now: Duty | null; next: Duty[] };
type OnCallFacts = {
  shown: Shown[];
  left: number;
  overrides: Override[];
  /** Of the client in whose channel it was asked; null elsewhere. */
  client: { name: string; policy: string | null; hasPolicy: boolean } | null;
  rotas: string[];
  names: Names;
};

export const onCallView: View<OnCallFacts> = {
  name: 'on-call',
  load: async (ask, data, { now }) => {
    const agency = await ask('agency', {});
    const list = data.what === 'list' ? await loadList(ask, data, agency, now) : nothing;
    const duties = list.shown.flatMap((one) => [...(one.now === null ? [] : [one.now]), ...one.next]);
    const inList = [...duties.flatMap(({ userId, planned }) => [userId, planned]), ...takersOf(list.overrides)];
    const named = [data.userId, data.otherId].map((id) => (typeof id === 'string' ? id : null));
    const rotas = Object.keys(agency?.onCall?.rotas ?? {});
    return { ...list, rotas, names: await loadNames(ask, agency, [...inList, ...named]) };
  },
  render: (facts, reader, data) => {
    if (data.what === 'list') return list(facts, reader);
    const text = wordsOf(data, facts, reader);
    const { override } = data;
    return typeof override === 'string' ? pieces(...text, backButton(override, reader)) : pieces(...text);
  },
};

const nothing = { shown: [], left: 0, overrides: [], client: null };
const takersOf = (overrides: readonly Override[]) => overrides.map(({ userId }) => userId);

async function loadList(ask: Ask, { clientId, rota }: ViewData, agency: Agency | null, now: number) {
  const onCall = agency?.onCall;
  if (onCall === undefined) return nothing;
  const agreement = typeof clientId === 'string' ? await ask('agreement', { clientId }) : null;
  const ofClient = rotasOf(agreement, agency).filter((name) => byName(onCall.rotas, name) !== undefined);
  const all = Object.keys(onCall.rotas);
  const names = typeof rota === 'string' ? [rota] : ofClient.length > 0 ? ofClient : all;
  const known = await knownOfRotas(ask, onCall, names.slice(0, mostRotas), { from: now, until: now + AHEAD });
  const shown = [...known].map(([name, one]): Shown => {
    const found = byName(onCall.rotas, name);
    const [first, ...next] = found === undefined ? [] : dutiesBetween(found, one, now, now + AHEAD);
    return { rota: name, now: first ?? null, next: next.slice(0, mostNext) };
  });
  const overrides = await ask('overrides', { rotas: names, from: now, until: now + HORIZON });
  const policy = agreement === null ? null : policyOf(agreement, agency);
  const client =
    agreement === null || typeof rota === 'string'
      ? null
      : { name: agreement.client.name, policy: policy?.name ?? null, hasPolicy: policy !== null };
  return { shown, left: names.length - shown.length, overrides, client };
}

function list({ shown, left, overrides, client, names }: OnCallFacts, reader: Reader): Rendered {
  const { language } = reader;
  const more = overrides.length - mostOverrides;
  return pieces(
    ...(client === null ? [] : [headOf(client, language)]),
    ...shown.map((one) => rotaText(one, names, reader)),
    ...(left > 0 ? [say(language, 'list.more', { count: left })] : []),
    ...(overrides.length === 0 ? [] : [say(language, 'list.overrides')]),
    ...overrides
      .slice(0, mostOverrides)
      .flatMap((one) => [overrideText(one, names, reader), backButton(one.id, reader)]),
    ...(more > 0 ? [say(language, 'list.more-overrides', { count: more })] : []),
    say(language, 'how'),
  );
}

function headOf({ name, policy, hasPolicy }: NonNullable<OnCallFacts['client']>, language: string): string {
  const which = !hasPolicy ? 'none' : policy === null ? 'own' : 'named';
  return say(language, 'list.client', { client: escapeName(name), which, policy: escapeName(policy ?? '') });
}

function rotaText({ rota, now, next }: Shown, names: Names, reader: Reader): string {
  const { language } = reader;
  const until = now === null ? '' : formatInstant(now.until, reader);
  const first = say(language, 'list.now', { rota, who: now === null ? '' : whoText(now, names, reader), until });
  const then = next.map((one) =>
    say(language, 'list.next', { since: formatInstant(one.since, reader), who: whoText(one, names, reader) }),
  );
  return [first, ...then].join('\n');
}

function overrideText(one: Override, names: Names, reader: Reader): string {
  const values = { rota: one.rota, person: nameOf(names, one.userId), when: spanText(one, reader) };
  return say(reader.language, one.pair === null ? 'list.override' : 'list.swap', values);
}

function wordsOf(data: ViewData, { names, rotas }: OnCallFacts, reader: Reader): string[] {
  const { what, userId, since, until, otherId, otherSince, otherUntil, rota, isAway, isRunning } = data;
  const when = (from: unknown, to: unknown) =>
    typeof from === 'number' && typeof to === 'number' ? spanText({ since: from, until: to }, reader) : '';
  const who = (id: unknown) => (typeof id === 'string' ? nameOf(names, id) : '');
  const values = {
    person: who(userId),
    isYou: userId === reader.userId ? 'yes' : 'no',
    when: when(since, until),
    other: who(otherId),
    otherWhen: when(otherSince, otherUntil),
    rota: typeof rota === 'string' ? rota : '',
    rotas: rotas.slice(0, mostRotas).join(', '),
    isRunning: isRunning === true ? 'yes' : 'no',
    isSwap: typeof otherId === 'string' ? 'yes' : 'no',
  };
  const text = say(reader.language, String(what) as Key, values);
  return isAway === true ? [text, say(reader.language, 'taker-away', values)] : [text];
}

function backButton(id: string, reader: Reader): KnownBlock {
  return { type: 'actions', elements: [button('oncall-back', say(reader.language, 'button.back'), id)] };
}
