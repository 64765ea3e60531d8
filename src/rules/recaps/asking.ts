/** When a meeting began: whoever has the client is asked what came of it, after its end and in their own hours. */
import type { Effect, Say } from '../../engine/effect.ts';
import { type HeldMeeting, recapSubject } from '../../engine/meeting-recap.ts';
import type { Ruling } from '../../engine/rule.ts';
import { sayTo } from '../../engine/say-to.ts';
import { saySkipped } from '../../engine/skipped.ts';
import { because, drawnAgain } from './answers.ts';
import type { Around, RecapFacts } from './load.ts';
import { askKey, keepRecap, over, pending, type Recap, type RecapData } from './record.ts';
import { daysAfter, inOwnHours } from './times.ts';
import { leftToOwner, remindedClient } from './waiting.ts';

const MINUTE = 60_000;
const AFTER = 15 * MINUTE;
/** Of a meeting longer ago nobody knows any more what was said. */
const GRACE = 3 * 24 * 60 * MINUTE;
/** Nobody wrote it in so many business days: nobody will. */
const WRITTEN_WITHIN = 5;

/** A meeting began. Nothing where one is kept of it already; where it is heard of long after, that is said. */
export function began(facts: Around & { recap: Recap | null }, held: HeldMeeting, now: number): Ruling[] {
  const { agreement, zones, recap } = facts;
  if (recap !== null) return [];
  if (now > held.until + GRACE) {
    const skipped = { clientId: agreement.id, kind: 'recap', id: held.meeting, first: held.at, count: 1 } as const;
    return [because('too-late', held, saySkipped(skipped, facts))];
  }
  const data: RecapData = {
    ...{ schema: 1, clientId: agreement.id, ...held, stage: 'ahead', outcome: null, revision: 0 },
    ...{ draft: null, editions: 0, sent: null, confirmed: null, kept: null, missing: [] },
  };
  const subject = recapSubject(agreement.id, held);
  const askAt = inOwnHours(agreement, zones.get(agreement.people.owner.id) ?? null, Math.max(now, held.until + AFTER));
  return [because('held', data, [keepRecap({ id: null, subject, dueAt: askAt, data }, pending(askAt))])];
}

/** Its time came: it is asked for, the client is reminded, or whoever has the client decides. */
export function rang(facts: RecapFacts, now: number): Ruling[] {
  const { recap } = facts;
  if (recap.state !== 'pending') return [];
  switch (recap.data.stage) {
    case 'ahead':
      return [asked(facts, now)];
    case 'asked':
      return [unwritten(facts, now)];
    case 'sent':
      return [remindedClient(facts, now)];
    default:
      return [leftToOwner(facts, now)];
  }
}

function asked(facts: RecapFacts, now: number): Ruling {
  const { recap, agreement } = facts;
  const next: Recap = { ...recap, data: { ...recap.data, stage: 'asked' } };
  const until = daysAfter(agreement, now, WRITTEN_WITHIN);
  return because('asked-for', recap.data, [keepRecap(next, pending(until)), ...askOf(facts)]);
}

/** To the owner, or whoever stands in. */
function askOf(facts: RecapFacts): Say[] {
  const { recap, agreement } = facts;
  const said = { key: askKey(recap.subject), view: 'recap-ask', data: { subject: recap.id } };
  return sayTo(agreement.people.owner.id, said, facts);
}

function unwritten({ recap }: RecapFacts, now: number): Ruling {
  const effects: Effect[] = [
    keepRecap({ ...recap, data: { ...recap.data, outcome: 'unwritten' } }, over('cancelled', now)),
    ...drawnAgain(recap),
  ];
  return because('unwritten', recap.data, effects);
}
