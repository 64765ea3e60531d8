/** Who is somebody? Asked of the owner, with the three answers; and what came of it. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { button, section } from '../../../engine/blocks.ts';
import { clientSubject, readClientSubject } from '../../../engine/client-subject.ts';
import type { Ask, Seen } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { isNamed } from '../load.ts';
import { standInFor } from '../parts.ts';
import { sides } from '../sides.ts';
import { type Key, say } from '../words.ts';
import { because, loadSeen, nameOf, plainly } from './seen.ts';

type About = { agreement: Agreement; seen: Seen; away: Seen | null } | null;

export const whoIs: View<About> = {
  name: 'who-is',
  load: loadAbout,
  render: (about, reader, data) => {
    if (about === null) return null;
    const { agreement, seen } = about;
    const { language } = reader;
    if (isNamed(agreement, seen.userId)) return plainly(personInWords(about, reader));
    if (seen.standing.side === 'staff' || seen.standing.side === 'neither') {
      return plainly(say(language, 'who-is.solved', valuesOf(about, reader)));
    }
    const subject = clientSubject(agreement.id, seen.userId);
    const { away } = about;
    const instead = [
      ...(typeof data.of === 'string' ? [say(language, 'who-is.instead')] : []),
      ...(away === null ? [] : [say(language, 'who-is.away', { person: nameOf(away, agreement) })]),
    ];
    const text = [say(language, 'who-is', valuesOf(about, reader)), ...instead].join('\n');
    const buttons = sides.map((side) =>
      button(`people-${side}`, say(language, `button.${side}` satisfies Key), subject),
    );
    return { text, blocks: [section(text), { type: 'actions', elements: buttons }] };
  },
};

/** The private word to whoever corrected somebody's side, or wanted to. */
export const personIs: View<About> = {
  name: 'person-is',
  load: loadAbout,
  render: (about, reader, { isNew }) => {
    if (about === null) return null;
    const words = personInWords(about, reader);
    return plainly(say(reader.language, isNew === true ? 'noted' : 'so-already', { words }));
  },
};

/** Owner or backup are gone: who stands in now; or that somebody looks after the client again. */
export const accountClosed: View<About> = {
  name: 'account-closed',
  load: loadAbout,
  render: (about, reader) => {
    if (about === null) return null;
    const { agreement, seen } = about;
    const values = valuesOf(about, reader);
    const gone = standInFor(agreement, seen);
    if (gone === null) return plainly(say(reader.language, 'account-closed.settled', values));
    const standIn = nameOf({ userId: gone.standIn, person: null }, agreement);
    return plainly(say(reader.language, 'account-closed', { ...values, part: gone.part, standIn }));
  },
};

async function loadAbout(
  ask: Ask,
  { subject, standsInFor }: { subject?: unknown; standsInFor?: unknown },
): Promise<About> {
  const named = readClientSubject(String(subject));
  if (named === null || named.userId === null) return null;
  const agreement = await ask('agreement', { clientId: named.clientId });
  const seen = await loadSeen(ask, named.clientId, named.userId);
  const away = typeof standsInFor === 'string' ? await loadSeen(ask, named.clientId, standsInFor) : null;
  return agreement === null || seen === null ? null : { agreement, seen, away };
}

function personInWords(about: NonNullable<About>, reader: Reader): string {
  const { side } = about.seen.standing;
  const named = isNamed(about.agreement, about.seen.userId) ? 'yes' : 'no';
  return say(reader.language, 'person-is', { ...valuesOf(about, reader), side, isNamed: named });
}

function valuesOf({ agreement, seen }: NonNullable<About>, reader: Reader) {
  return {
    person: nameOf(seen, agreement),
    client: escapeName(agreement.client.name),
    because: because(seen, reader),
  };
}
