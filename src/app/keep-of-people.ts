/** Carries out what people say of themselves and of when they are there. */
import type { Effect } from '../engine/effect.ts';
import type { Case } from './case.ts';

type OfPeople = Extract<
  Effect,
  {
    kind:
      | 'choose-reading'
      | 'choose-notices'
      | 'choose-named'
      | 'keep-celebration-day'
      | 'drop-celebration-days'
      | 'set-absence'
      | 'end-absence'
      | 'add-override'
      | 'take-back-override';
  }
>;

/** Whoever the event's actor is said it, where somebody did. */
export async function keepOfPeople(
  { tx, event, now }: Pick<Case, 'tx' | 'event' | 'now'>,
  effect: OfPeople,
): Promise<void> {
  switch (effect.kind) {
    case 'choose-reading':
      return tx.chooseReading(effect.userId, effect.language, effect.timeZone);
    case 'choose-notices':
      return tx.chooseNotices(effect.userId, effect.choice);
    case 'choose-named':
      return tx.chooseNamed(effect.userId, effect.isNamed, now);
    case 'keep-celebration-day':
      return tx.keepCelebrationDay(effect.day, now);
    case 'drop-celebration-days':
      return tx.dropCelebrationDays(effect.userId, effect.of);
    case 'set-absence': {
      const { kind: _kind, ...absence } = effect;
      return tx.setAbsence(absence, event.actor ?? absence.userId, now);
    }
    case 'end-absence':
      return tx.endAbsence(effect);
    case 'add-override':
      return tx.addOverride(effect.override, event.actor ?? effect.override.userId, now);
    case 'take-back-override':
      return tx.takeBackOverride(effect.id, effect.at);
  }
}
