/** What people are told by message: that they go on call, that it was changed by hand, and managers who is not there. */
import { byName } from '../../../agreement/on-call.ts';
import { button } from '../../../engine/blocks.ts';
import { type Duty, dutiesBetween, knownOfRotas, onCallAt, type RotaKnown } from '../../../engine/on-call.ts';
import type { View } from '../../../engine/rule.ts';
import { formatInstant } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { loadNames, type Names, nameOf, pieces, spanText } from './lines.ts';

/** Nobody is on call for longer without a break, but for who is alone in a rota. */
const LONGEST = 60 * 86_400_000;
const nothingKnown: RotaKnown = { overrides: [], absences: [], gone: [] };

/** To whoever takes over or is taken over from, swaps, or has it back. */
const changed: View<{ names: Names; isKept: boolean }> = {
  name: 'on-call-changed',
  load: async (ask, data, { now }) => {
    const ids = [data.userId, data.otherId, data.by].map((id) => (typeof id === 'string' ? id : null));
    const found = typeof data.override === 'string' ? await ask('override', { id: data.override }) : [];
    return {
      names: await loadNames(ask, await ask('agency', {}), ids),
      isKept: found.some(({ until }) => until > now),
    };
  },
  render: ({ names, isKept }, reader, data) => {
    const { userId, since, until, otherId, otherSince, otherUntil, rota, by, what, override } = data;
    const { language } = reader;
    const values = {
      by: nameOf(names, String(by)),
      rota: String(rota),
      person: nameOf(names, String(userId)),
      isYou: userId === reader.userId ? 'yes' : 'no',
      isBySelf: userId === by ? 'yes' : 'no',
      when: spanText({ since: Number(since), until: Number(until) }, reader),
      isSwap: typeof otherId === 'string' ? 'yes' : 'no',
      other: nameOf(names, typeof otherId === 'string' ? otherId : ''),
      isOther: otherId === reader.userId ? 'yes' : 'no',
      otherWhen: spanText({ since: Number(otherSince ?? 0), until: Number(otherUntil ?? 0) }, reader),
    };
    if (what === 'took-back') return pieces(say(language, 'changed.took-back', values));
    const text = say(language, what === 'swapped-for' ? 'changed.swapped' : 'changed.took-over', values);
    const back = button('oncall-back', say(language, 'button.back'), String(override));
    return isKept ? pieces(text, { type: 'actions', elements: [back] }) : pieces(text);
  },
};

type BeginsFacts = { duty: Duty | null; before: string | null; names: Names };

/** To whoever goes on call, while it is still they who do. */
const begins: View<BeginsFacts> = {
  name: 'on-call-begins',
  load: async (ask, { rota: name, at }) => {
    const agency = await ask('agency', {});
    const since = Number(at);
    const rota = byName(agency?.onCall?.rotas ?? {}, String(name));
    if (rota === undefined || agency?.onCall === undefined) return { duty: null, before: null, names: new Map() };
    const span = { from: since - 1, until: since + LONGEST };
    const known = (await knownOfRotas(ask, agency.onCall, [String(name)], span)).get(String(name)) ?? nothingKnown;
    const duty = dutiesBetween(rota, known, since, since + LONGEST)[0] ?? null;
    const before = onCallAt(rota, known, since - 1).userId;
    return { duty, before, names: await loadNames(ask, agency, [duty?.userId, duty?.planned, before]) };
  },
  render: ({ duty, before, names }, reader, { userId, rota, at }) => {
    if (duty === null || duty.userId !== userId || duty.until <= reader.now) return null;
    const { language, now } = reader;
    const text = say(language, 'begins', {
      when: Number(at) > now ? 'later' : 'now',
      rota: String(rota),
      since: formatInstant(Number(at), reader),
      until: formatInstant(duty.until, reader),
    });
    const values = { planned: nameOf(names, duty.planned), person: nameOf(names, before) };
    const isInstead = duty.userId !== duty.planned;
    const more = [
      ...(isInstead ? [say(language, 'begins.instead', values)] : []),
      ...(before !== null && before !== duty.userId ? [say(language, 'begins.before', values)] : []),
      say(language, 'begins.how'),
    ];
    return pieces(text, more.join('\n'));
  },
};

/** To managers: somebody whose turn it is is not there. */
const absent: View<{ names: Names }> = {
  name: 'on-call-absent',
  load: async (ask, { userId, planned }) => {
    const ids = [userId, planned].map((id) => (typeof id === 'string' ? id : null));
    return { names: await loadNames(ask, await ask('agency', {}), ids) };
  },
  render: ({ names }, reader, { rota, userId, planned, because, since, until }) => {
    const span = { since: Number(since), until: Number(until) };
    if (span.until <= reader.now) return null;
    const values = {
      rota: String(rota),
      planned: nameOf(names, String(planned)),
      person: nameOf(names, typeof userId === 'string' ? userId : null),
      when: spanText(span, reader),
      instead: because === 'nobody-there' ? 'nobody' : because === 'stands-in' ? 'named' : 'next',
    };
    return pieces(say(reader.language, 'absent', values), say(reader.language, 'absent.how', values));
  },
};

export const notices = [changed, begins, absent] as View[];
