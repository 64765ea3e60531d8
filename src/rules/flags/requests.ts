/** What staff press and ask: *It's in scope*, *Not a request*, *Undo*, *Check scope*. Pressed twice is one record. */
import { type ScopeItem, scopeOf } from '../../agreement/scope-list.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { AskedWork, Event, ViewData } from '../../engine/event.ts';
import type { WrittenMessage } from '../../engine/facts.ts';
import { readFormSubject, standing } from '../../engine/form-subject.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { placeOf, type RequestFacts, wantedOf } from './load.ts';
import { keep, raise, redrawn } from './notices.ts';
import { because, type ReasonName } from './reasons.ts';
import { changed, currentOf, type Flag, type FlagRecord } from './record.ts';
import { say } from './words.ts';

/** The choice in the form that is none of the items. */
export const noItem = 'none-of-these';

type Asked = Pick<Decision<RequestFacts>, 'event' | 'facts' | 'now'>;
type AboutFlag = Asked & { place: { channelId: string; ts: string }; record: FlagRecord; flag: Flag; by: string };

/** Decides a press, a form or the shortcut. */
export function decideRequest(asked: Asked): Ruling {
  const { event, facts } = asked;
  if (facts.agreement === null || !facts.serves) return told('not-yours', 'not-yours');
  if (event.kind === 'ShortcutUsed') return checked(asked, event.asked ?? null);
  if (event.kind === 'ButtonPressed' && event.action === 'flag-raise') return raised(asked);
  const about = aboutFlag(asked);
  if (about === null) return told('refused', 'gone');
  if (event.kind === 'FormSubmitted') return chosen(about, event.values.item ?? null);
  if (event.kind !== 'ButtonPressed') return told('refused', 'gone');
  if (event.action === 'flag-undo') return undone(about);
  return event.action === 'flag-none' ? notWork(about) : inScope(about);
}

/** The flag that a button or form is about; null where it is another one by now. */
function aboutFlag(asked: Asked): AboutFlag | null {
  const { event, facts } = asked;
  if (event.kind !== 'ButtonPressed' && event.kind !== 'FormSubmitted') return null;
  const { stood } = readFormSubject(event.kind === 'ButtonPressed' ? event.value : event.subject);
  const [place, flag] = [placeOf(event), currentOf(facts.record)];
  const isCurrent = flag !== undefined && flag.state !== 'withdrawn' && flag.number === stood;
  if (place === null || !isCurrent || facts.record === null) return null;
  return { ...asked, place, record: facts.record, flag, by: event.actor };
}

function inScope(about: AboutFlag): Ruling {
  const { flag, facts, place } = about;
  if (flag.state !== 'open') return already(about);
  const [first, ...others] = itemsIn(facts);
  if (others.length === 0) return settled(about, 'in', first?.id ?? null);
  const data = { subject: standing(messageSubject(place), flag.number) };
  return answered('shown', { kind: 'answer', how: 'open-form', view: 'flag-in', data });
}

function itemsIn({ agreement }: RequestFacts): ScopeItem[] {
  return agreement === null ? [] : scopeOf(agreement).items.filter(({ kind }) => kind === 'in');
}

function chosen(about: AboutFlag, item: string | number | null): Ruling {
  const { flag, facts } = about;
  if (flag.state !== 'open') return already(about);
  if (item === noItem) return settled(about, 'in', null);
  if (itemsIn(facts).some(({ id }) => id === item)) return settled(about, 'in', String(item));
  const errors = { item: say(facts.language, 'error.item') };
  return answered('refused', { kind: 'answer', how: 'field-errors', errors, data: {} });
}

function notWork(about: AboutFlag): Ruling {
  return about.flag.state === 'open' ? settled(about, 'none', null) : already(about);
}

function settled(about: AboutFlag, state: 'in' | 'none', itemId: string | null): Ruling {
  const { record, flag, facts, by, now, place } = about;
  const correction = { channelId: place.channelId, messageTs: place.ts, itemId: learntItem(about, state, itemId) };
  const next = changed(record, { state, settledBy: by, settledAt: now, settledAs: itemId, editedAt: null });
  const effects: Effect[] = [
    keep(place, next),
    { kind: 'teach', correction: { ...correction, verdict: state } },
    ...judgedWrong(about),
    ...redrawn(next),
  ];
  const data = { by, items: itemId === null ? [] : [itemId], version: flag.version };
  const answer = privately(about, state === 'in' ? 'in' : 'none', { item: itemId, learns: learns(facts) });
  return concluded(about, state === 'in' ? 'in-scope' : 'no-work', data, [...effects, answer]);
}

/** The item it belongs to; where that is none of those in the agreement, the one that it was wrongly taken for. */
function learntItem({ flag }: AboutFlag, state: 'in' | 'none', itemId: string | null): string | null {
  const [thing, ...others] = flag.things;
  return state === 'in' && itemId === null && others.length === 0 && thing?.scope === 'out' ? thing.itemId : itemId;
}

function learns({ hasWords, agreement }: RequestFacts): boolean {
  return hasWords && agreement !== null && scopeOf(agreement).keepExamples > 0;
}

/** In a silent trial that says what was thought of it, unless somebody has said it already. */
function judgedWrong({ facts: { heldBack, agreement }, flag }: AboutFlag): Effect[] {
  const wasSure = flag.things.some(({ verdict }) => verdict === 'flag');
  if (agreement?.trial !== true || heldBack === null || heldBack.verdict !== null || !wasSure) return [];
  return [{ kind: 'judge-held-back', id: heldBack.id, verdict: 'wrong' }];
}

function undone(about: AboutFlag): Ruling {
  const { record, flag, by, place } = about;
  if (flag.state === 'open') return told('refused', 'nothing-to-undo');
  const next = changed(record, { state: 'open', settledBy: null, settledAt: null, settledAs: null });
  return concluded(about, 'undone', { by }, [
    keep(place, next),
    { kind: 'unteach', ...place },
    ...redrawn(next),
    privately(about, 'undone'),
  ]);
}

/** Says who settled it, and when. */
function already(about: AboutFlag): Ruling {
  return concluded(about, 'refused', {}, [privately(about, 'already')]);
}

/** Whoever points at a message sees what it asks for, and may raise a flag where a client wrote it. */
function checked(asked: Asked, work: AskedWork | null): Ruling {
  const { facts, event } = asked;
  const { agreement, record, message, isByClient } = facts;
  const place = event.kind === 'ShortcutUsed' ? event.message : null;
  if (agreement === null || place === null) return told('refused', 'gone');
  if (scopeOf(agreement).items.length === 0) return told('shown', 'no-list');
  if (work === null || work.things.length === 0) return told('shown', 'nothing-asked');
  const author = message?.author ?? '';
  const blank: FlagRecord = { schema: 1, author, flags: [], checked: null };
  const next = { ...(record ?? blank), checked: { version: work.version, things: work.things } };
  const isOpen = currentOf(record)?.state === 'open';
  const mayRaise = isByClient && message?.deletedAt === null && !isOpen;
  const data = { subject: messageSubject(place), mayRaise };
  const answer: Answer = { kind: 'answer', how: 'privately', view: 'flag-check', data };
  return concluded({ ...asked, place }, 'shown', {}, [keep(place, next), answer]);
}

function raised(asked: Asked): Ruling {
  const { event, facts, now } = asked;
  const { record, message, reach, lane } = facts;
  if (event.kind !== 'ButtonPressed' || message === null || reach === null) return told('refused', 'gone');
  const found = record?.checked ?? null;
  if (found === null || !facts.isByClient || message.deletedAt !== null) return told('refused', 'gone');
  if (currentOf(record)?.state === 'open') return told('refused', 'raised-already');
  const wanted = wantedOf(found);
  const things = wanted.length > 0 ? wanted : found.things;
  const by = event.actor;
  const given = { things, version: found.version, record, lane, reach, by, now };
  const effects = raise({ ...given, message: placeIn(message), author: message.author });
  if (effects === null) return told('refused', 'told-nobody');
  return concluded({ ...asked, place: message }, 'raised', { by }, [
    ...effects,
    privately({ ...asked, place: message }, 'raised'),
  ]);
}

const placeIn = ({ channelId, ts, threadTs }: WrittenMessage) => ({ channelId, ts, threadTs });

type Placed = { event: Event; place: { channelId: string; ts: string } };

function concluded({ place }: Placed, name: ReasonName, data: ViewData, effects: Effect[]): Ruling {
  return { reason: because(name, data), subject: messageSubject(place), effects };
}

function answered(name: ReasonName, answer: Answer): Ruling {
  return { reason: because(name), subject: null, effects: [answer] };
}

function told(name: ReasonName, what: string): Ruling {
  return answered(name, { kind: 'answer', how: 'privately', view: 'flag-said', data: { what } });
}

function privately({ place }: Placed, what: string, data: ViewData = {}): Answer {
  return {
    kind: 'answer',
    how: 'privately',
    view: 'flag-said',
    data: { ...data, what, subject: messageSubject(place) },
  };
}
