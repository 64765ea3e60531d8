import type { SetSlot } from '../../engine/effect.ts';
import { homeKey } from '../../engine/home-tab.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import type { Facts } from './load.ts';

type About = Pick<Decision<Facts>, 'event' | 'facts' | 'now'>;

/** Draws the page of whoever opened it or chose something there, and remembers that. */
export function decide({ event, facts, now }: About): Ruling[] {
  const seen = { ...facts.kept, seenAt: now };
  switch (event.kind) {
    case 'HomeOpened':
      return [drawn('opened', event, seen)];
    case 'ButtonPressed': {
      const isFilter = event.action === 'home-filter';
      const changed = isFilter ? { filter: event.value, page: 0 } : { page: pageIn(event.value) };
      const ruling = drawn('chosen', event, { ...seen, ...changed });
      return [{ ...ruling, effects: [...ruling.effects, { kind: 'answer', how: 'plainly' }] }];
    }
    default:
      return [];
  }
}

function drawn(name: string, { actor, side }: { actor: string; side: string }, data: SetSlot['data']): Ruling {
  const page = plainSay({
    key: homeKey(actor),
    to: { kind: 'home', userId: actor },
    audience: side === 'staff' ? 'staff' : 'client',
    view: 'home',
    data: {},
    unknownOutcome: 'send-again',
  });
  return { reason: { name, data: {} }, subject: null, effects: [{ kind: 'set-slot', subject: actor, data }, page] };
}

function pageIn(value: string): number {
  const page = Number(value);
  return Number.isInteger(page) && page >= 0 ? page : 0;
}
