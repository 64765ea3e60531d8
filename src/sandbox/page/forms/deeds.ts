import type { Done, PersonDeed, PressPlace } from '../../contract.ts';
import type { Option } from '../../slack/form-state.ts';
import type { OnSuggest, Press, Pressed } from '../blocks/names.ts';

/** Does a person's deed; resolves with how it went. */
export type OnDeed = (deed: PersonDeed) => Promise<Done>;

const UNHEARD = 'That did not arrive. Try again.';

/** Does a deed; one that does not arrive has failed. */
export async function done(onDeed: OnDeed, deed: PersonDeed): Promise<Done> {
  try {
    return await onDeed(deed);
  } catch {
    return { ok: false, message: UNHEARD };
  }
}

/** Presses at a place. */
export async function pressAt(onDeed: OnDeed, place: PressPlace, press: Press): Promise<Pressed> {
  const answer = await done(onDeed, { deed: 'press', place, ...press });
  return answer.ok ? { ok: true } : { ok: false, message: answer.message };
}

/** Asks the app for options of a select at a place; none where it does not answer. */
export function suggestAt(onDeed: OnDeed, place: PressPlace): OnSuggest {
  return async (actionId, typed) => {
    const answer = await done(onDeed, { deed: 'suggest', place, actionId, typed });
    return answer.ok && Array.isArray(answer.answer) ? (answer.answer as Option[]) : [];
  };
}
