/** The private answers to `/rules away`: what is noted down, and what came of what was asked. */

import type { KnownBlock } from '@slack/types';
import { type Absence, partakersOf } from '../../../engine/absence.ts';
import { button } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import { isManager } from '../../../engine/people.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { type Key, say } from '../words.ts';
import { loadNames, type Names, nameOf, pieces, spanText, untilText } from './lines.ts';

const HORIZON = 3 * 366 * 86_400_000;
const mostMine = 5;
const mostOthers = 10;

type AwayFacts = {
  mine: Absence[];
  others: Absence[];
  manages: boolean;
  /** The one that was just noted down. */
  noted: Absence | null;
  names: Names;
};

export const awayView: View<AwayFacts> = {
  name: 'away',
  load: async (ask, data, { userId, now }) => {
    const noted = typeof data.absence === 'string' ? await ask('absence', { id: data.absence }) : null;
    const list =
      data.what === 'list' ? await loadList(ask, userId ?? '', now) : { mine: [], others: [], manages: false };
    const all = [...list.mine, ...list.others, ...(noted === null ? [] : [noted])];
    const people = all.flatMap((one) => [one.userId, one.backup]);
    const named = typeof data.userId === 'string' ? [data.userId] : [];
    return { ...list, noted, names: await loadNames(ask, [...people, ...named]) };
  },
  render: (facts, reader, data) => {
    if (data.what === 'list') return list(facts, reader);
    if (data.what === 'noted') return facts.noted === null ? null : noted(facts.noted, facts.names, reader, data);
    return pieces(wordsOf(data, facts.names, reader));
  },
};

async function loadList(ask: Ask, userId: string, now: number) {
  const agency = await ask('agency', {});
  const person = await ask('person', { userId });
  const partakers = new Set<string>();
  let manages = isManager(userId, person, { agreement: null, agency });
  for (const { clientId } of await ask('clientsServedBy', { userId })) {
    const agreement = await ask('agreement', { clientId });
    if (agreement === null) continue;
    manages ||= isManager(userId, person, { agreement, agency });
    for (const one of partakersOf(agreement, agency)) partakers.add(one);
  }
  partakers.delete(userId);
  return {
    mine: await ask('absences', { userIds: [userId], from: now, until: now + HORIZON }),
    others: await ask('absences', { userIds: [...partakers], from: now, until: now + 1 }),
    manages,
  };
}

function list({ mine, others, manages, names }: AwayFacts, reader: Reader): Rendered {
  const { language } = reader;
  const othersLines = others.slice(0, mostOthers).map((one) =>
    say(language, 'list.others-line', {
      person: nameOf(names, one.userId, reader),
      until: untilText(one.until, reader),
      ...backupOf(one, names, reader),
    }),
  );
  const left = others.length - othersLines.length;
  return pieces(
    say(language, mine.length === 0 ? 'list.mine-none' : 'list.mine'),
    ...mine.slice(0, mostMine).flatMap((one) => {
      const values = { when: spanText(one, reader), ...backupOf(one, names, reader) };
      return [say(language, 'list.mine-line', values), backButton(one, reader)];
    }),
    [
      say(language, others.length === 0 ? 'list.others-none' : 'list.others'),
      ...othersLines,
      ...(left > 0 ? [say(language, 'list.more', { count: left })] : []),
    ].join('\n'),
    [say(language, 'how'), ...(manages ? [say(language, 'how-manager')] : [])].join('\n'),
  );
}

function noted(absence: Absence, names: Names, reader: Reader, { isBackupAway, replaced }: ViewData): Rendered {
  const { language } = reader;
  const backup = backupOf(absence, names, reader);
  const values = {
    ...whose(absence.userId, names, reader),
    when: spanText(absence, reader),
    replaced: typeof replaced === 'number' ? replaced : 0,
    ...backup,
  };
  const warning = isBackupAway === true ? [say(language, 'backup-away', { backup: backup.backup })] : [];
  return pieces(say(language, 'noted', values), ...warning, backButton(absence, reader));
}

function wordsOf(data: ViewData, names: Names, reader: Reader): string {
  const { what, userId, since, until } = data;
  const isSpan = typeof since === 'number' && typeof until === 'number';
  return say(reader.language, String(what) as Key, {
    ...whose(typeof userId === 'string' ? userId : null, names, reader),
    when: isSpan ? spanText({ since, until }, reader) : '',
  });
}

function whose(userId: string | null, names: Names, reader: Reader) {
  return { isYou: userId === reader.userId ? 'yes' : 'no', person: nameOf(names, userId, reader) };
}

function backupOf({ backup }: Absence, names: Names, reader: Reader) {
  return { hasBackup: backup === null ? 'no' : 'yes', backup: nameOf(names, backup, reader) };
}

/** What runs is ended; what is ahead, or somebody else's, is taken back. */
function backButton({ id, since, userId }: Absence, reader: Reader): KnownBlock {
  const isRunning = since <= reader.now && userId === reader.userId;
  const text = say(reader.language, isRunning ? 'button.back' : 'button.take-back');
  return { type: 'actions', elements: [button('away-back', text, id)] };
}
