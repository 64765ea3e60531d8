/** How often somebody wrote to clients outside their own hours, for themselves; for managers the sum of all, without names. */

import type { Ask } from '../../../engine/facts.ts';
import { isManager } from '../../../engine/people.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { localDate, plusDays, startOfDate, weekdayOfDate } from '../../../time/local-date.ts';
import { say } from '../words.ts';
import { message } from './parts.ts';

type Counts = { now: number; before: number };
type EveningFacts = { mine: Counts; all: Counts | null };

export const evenings: View<EveningFacts> = {
  name: 'later-evenings',
  load: async (ask, _, reader) => {
    const userId = reader.userId ?? '';
    const served = (await ask('clientsServedBy', { userId })).map(({ clientId }) => clientId);
    const managed = await managedOf(ask, userId, served);
    return {
      mine: await count(ask, served, userId, reader),
      all: managed.length === 0 ? null : await count(ask, managed, null, reader),
    };
  },
  render: ({ mine, all }, { language, timeZone }) =>
    message([
      [say(language, 'evenings.title'), say(language, 'evenings.mine', mine)].join('\n'),
      ...(all === null ? [] : [say(language, 'evenings.all', all)]),
      say(language, 'evenings.how', { zone: escapeMrkdwn(timeZone) }),
    ]),
};

async function managedOf(ask: Ask, userId: string, clientIds: string[]): Promise<string[]> {
  const [person, agency] = [await ask('person', { userId }), await ask('agency', {})];
  const managed = [];
  for (const clientId of clientIds) {
    const agreement = await ask('agreement', { clientId });
    if (isManager(userId, person, { agreement, agency })) managed.push(clientId);
  }
  return managed;
}

/** This week from Monday on, as the reader's clock has it, and the one before. */
async function count(ask: Ask, clientIds: string[], userId: string | null, reader: Reader): Promise<Counts> {
  const { timeZone, now } = reader;
  const today = localDate(timeZone, now);
  const monday = plusDays(today, -weekdayOfDate(today));
  const [start, before] = [startOfDate(timeZone, monday), startOfDate(timeZone, plusDays(monday, -7))];
  return {
    now: await ask('afterHours', { clientIds, userId, since: start, until: now + 1 }),
    before: await ask('afterHours', { clientIds, userId, since: before, until: start }),
  };
}
