/** What is said of a message that reads like an emergency: to the client one question with one button, to staff what they may do. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { button } from '../../../engine/blocks.ts';
import { outOfHoursKey, raiseEmergency } from '../../../engine/emergency-button.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask, Channel, WrittenMessage } from '../../../engine/facts.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import { readMessageSubject } from '../../../engine/message-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName, quoteWords } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { policyFor } from '../built-in.ts';
import { ruleName } from '../config.ts';
import { isSame, type Offer, readOffers } from '../offer-record.ts';
import { waitsUntil } from '../paging.ts';
import { type Key, languages, say, sayToClients } from '../words.ts';
import { at, channelText, message } from './shown.ts';

const LONGEST_QUOTE = 1200;

type Place = { channelId: string; ts: string };
type About = { place: Place; channel: Channel | null; agreement: Agreement };
type OfferFacts = (About & { agency: Agency | null; isRunning: boolean; stands: boolean; subject: string }) | null;

/** What the client reads below their message. */
export const offer: View<OfferFacts> = {
  name: 'emergency-offer',
  languages,
  load: async (ask, { subject }) => {
    const about = await loadAbout(ask, subject);
    if (about === null) return null;
    const running = await ask('runningIncidents', { clientIds: [about.agreement.id] });
    const reply = await ask('saidUnder', { key: outOfHoursKey(about.place) });
    return {
      ...about,
      agency: await ask('agency', {}),
      isRunning: running.some(({ isDrill }) => !isDrill),
      stands: reply?.state === 'sent' || reply?.state === 'waiting',
      subject: String(subject),
    };
  },
  pointless: (facts) => {
    if (facts === null || facts.isRunning) return 'runs-already';
    // One button in a thread is enough.
    return facts.stands ? 'button-stands' : null;
  },
  render: (facts, reader) => {
    if (facts === null) return null;
    const { language } = reader;
    const { policy } = policyFor(facts.agreement, facts.agency);
    const opensAt = waitsUntil({ policy }, facts.agreement, reader.now);
    const text =
      opensAt === null
        ? sayToClients(language, 'offer')
        : sayToClients(language, 'offer.office', { at: at(opensAt, reader) });
    const raise = button(raiseEmergency, sayToClients(language, 'button.raise'), facts.subject);
    return message([text], [{ type: 'actions', elements: [{ ...raise, style: 'danger' }] }]);
  },
};

type AlarmingFacts =
  | (About & {
      written: WrittenMessage | null;
      offer: Offer | null;
      words: string | null;
      link: string;
      names: Names;
    })
  | null;

/** What whoever answers the client reads. */
export const alarming: View<AlarmingFacts> = {
  name: 'emergency-alarming',
  load: async (ask, { subject, standsInFor }) => {
    const about = await loadAbout(ask, subject);
    if (about === null) return null;
    const { place, agreement } = about;
    const offers = readOffers(await ask('slot', { rule: ruleName, subject: agreement.id }));
    const found = offers.find((one) => isSame(one, place)) ?? null;
    const written = await ask('message', place);
    return {
      ...about,
      written,
      offer: found,
      words: await ask('words', place),
      link: await ask('link', place),
      names: await loadNames(ask, [
        written?.author ?? null,
        found?.by ?? null,
        typeof standsInFor === 'string' ? standsInFor : null,
      ]),
    };
  },
  pointless: (facts) => (facts?.offer?.state === 'open' ? null : 'over'),
  render: (facts, reader, data) => (facts === null ? null : drawn(facts, reader, data)),
};

async function loadAbout(ask: Ask, subject: unknown): Promise<About | null> {
  const place = readMessageSubject(String(subject));
  const channel = place === null ? null : await ask('channel', { channelId: place.channelId });
  const clientId = channel?.clientId ?? null;
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  return place === null || agreement === null ? null : { place, channel, agreement };
}

function drawn(facts: NonNullable<AlarmingFacts>, reader: Reader, data: ViewData): Rendered {
  const { agreement, channel, written, offer: found, words, link, names } = facts;
  const { language } = reader;
  const client = escapeName(agreement.client.name);
  if (data.isBare === true) return message([say(language, 'alarming.bare', { client, link })]);
  const quote = words === null ? '' : quoteWords(words, LONGEST_QUOTE, (id) => names.get(id));
  const lines = [
    `*${say(language, 'alarming.title', { client })}*`,
    say(language, 'alarming.wrote', {
      name: shownName(names, written?.author ?? null),
      channel: channelText(channel),
      at: at(written?.occurredAt ?? null, reader),
    }),
    stateLine(found, names, agreement, language),
    ...(typeof data.standsInFor === 'string'
      ? [say(language, 'alarming.instead', { name: shownName(names, data.standsInFor) })]
      : []),
    `<${link}|${say(language, 'page.link')}>`,
    ...(quote === '' ? [] : [quote]),
  ];
  return message(lines, found?.state === 'open' ? buttons(String(data.subject), language) : []);
}

function stateLine(found: Offer | null, names: Names, { trial }: Agreement, language: string): string {
  const state = found?.state ?? 'gone';
  if (state !== 'open')
    return say(language, `alarming.${state}` satisfies Key, { name: shownName(names, found?.by ?? null) });
  const offered = found?.isOffered !== true ? 'no' : trial === true ? 'trial' : 'yes';
  return say(language, 'alarming.open', { offered });
}

function buttons(subject: string, language: string): KnownBlock[] {
  const raise = { ...button(raiseEmergency, say(language, 'button.raise-it'), subject), style: 'danger' as const };
  return [{ type: 'actions', elements: [raise, button('emergency-none', say(language, 'button.none'), subject)] }];
}
