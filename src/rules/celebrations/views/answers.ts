/** The private word to whoever pressed, and what is celebrated with a client: what comes, and what was posted of late. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { celebrationsPermission } from '../../../agreement/celebrations.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { type Counted, loadCounts } from '../counts.ts';
import { type Kept, latelySlot, readKept, readLately, ruleName } from '../record.ts';
import { say } from '../words.ts';
import { message, whatOf } from './shown.ts';

/** What was posted can be taken back from here for so long. */
const STILL_SHOWN = 7 * 86_400_000;
const MOST_SHOWN = 20;
const ownDays: readonly string[] = ['birthday', 'years'];

export const said: View<null> = {
  name: 'celebration-said',
  load: () => Promise.resolve(null),
  render: (_, { language }, { what }) => message([say(language, `said.${String(what)}` as Parameters<typeof say>[1])]),
};

type ListFacts = { agreement: Agreement; rows: Kept[]; posted: Kept[]; counts: Counted[] } | null;

export const list: View<ListFacts> = {
  name: 'celebrations-list',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const of = { rule: ruleName, clientIds: [agreement.id], breachedSince: now };
    const days = await ask('celebrationDays', { clientId: agreement.id });
    const isGiven = ({ data }: Kept) =>
      !ownDays.includes(data.occasion) || days.some((day) => day.userId === data.about);
    const rows = (await ask('deadlinesOfClients', of)).map(readKept).filter(isGiven);
    const lately = readLately(await ask('slot', { rule: ruleName, subject: latelySlot(agreement.id) }));
    const posted: Kept[] = [];
    for (const id of lately) {
      const found = await ask('deadline', { id });
      if (found !== null) posted.push(readKept(found));
    }
    const isShown = ({ data, settledAt }: Kept) => data.stage === 'posted' && (settledAt ?? 0) > now - STILL_SHOWN;
    return { agreement, rows, posted: posted.filter(isShown), counts: await loadCounts(ask, agreement, now) };
  },
  render: (facts, reader) => {
    const { language } = reader;
    if (facts === null) return message([say(language, 'said.which')]);
    const { agreement, rows, posted, counts } = facts;
    const client = escapeName(agreement.client.name);
    if (rows.length + posted.length + counts.length === 0) return message([say(language, 'list.empty', { client })]);
    const mayPost = agreement.mayPost.includes(celebrationsPermission);
    const lines = [
      say(language, 'list.title', { client }),
      ...rows.slice(0, MOST_SHOWN).map((row) => lineOf(row, agreement, reader)),
      ...counts
        .slice(0, MOST_SHOWN)
        .map(({ count, total, round }) =>
          say(language, 'list.count', { title: escapeName(count.title), total, next: round + count.every }),
        ),
      ...(mayPost ? [] : [say(language, 'list.permission')]),
    ];
    return message(
      lines,
      posted.slice(0, MOST_SHOWN).map((row) => postedBlock(row, agreement, reader)),
    );
  },
};

function lineOf(row: Kept, agreement: Agreement, reader: Reader): string {
  const on = localDate(zoneOfClient(agreement), row.dueAt);
  const { plannedFor, stage, occasion } = row.data;
  const state = stage === 'offered' ? 'offered' : occasion !== 'count' && on !== plannedFor ? 'moved' : 'planned';
  return say(reader.language, 'list.line', {
    date: formatDate(on, reader),
    what: whatOf({ row, agreement }, reader.language),
    state,
    planned: formatDate(plannedFor, reader),
  });
}

/** With the way to take it back. */
function postedBlock(row: Kept, agreement: Agreement, reader: Reader): KnownBlock {
  const { language } = reader;
  const date = formatDate(localDate(zoneOfClient(agreement), row.settledAt ?? row.dueAt), reader);
  const sure = {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text')),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
  return {
    ...section(say(language, 'list.posted', { date, what: whatOf({ row, agreement }, language) })),
    accessory: { ...button('celebration-take-back', say(language, 'button.take-back'), row.id), confirm: sure },
  };
}
