/** What somebody of the agency reads of an occasion that was not posted by itself: why, how it would read, and what they can do. */
import type { KnownBlock } from '@slack/types';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { button } from '../../../engine/blocks.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { chooseWording } from '../../../engine/wordings.ts';
import { escapeName, formatDate, formatInstant } from '../../../language/messages.ts';
import { wordingsOf } from '../../../language/wordings.ts';
import { localDate } from '../../../time/local-date.ts';
import type { Stage } from '../record.ts';
import { say } from '../words.ts';
import { congratulation, loadShown, message, type Shown, whatOf } from './shown.ts';

type NoteFacts = (Shown & { byName: string; said: string[] }) | null;

export const note: View<NoteFacts> = {
  name: 'celebration-note',
  mood: 'light',
  load: async (ask, { subject }) => {
    const shown = await loadShown(ask, subject);
    if (shown === null) return null;
    const { by, channelId, clientId } = shown.row.data;
    const own = channelId ?? (await ask('channelsOf', { clientId })).find(({ role }) => role === 'shared')?.id;
    return {
      ...shown,
      byName: by === null ? 'none' : escapeName((await ask('person', { userId: by }))?.name ?? '') || `<@${by}>`,
      said: own === undefined ? [] : await ask('wordingsSaid', { channelId: own, limit: 10 }),
    };
  },
  pointless: (facts) => (facts === null || stageOf(facts) !== 'offered' ? 'over' : null),
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

/** What was offered and is not open any more, as of an agreement that was paused, has lapsed. */
function stageOf({ row }: Shown): Stage {
  return row.data.stage === 'offered' && row.state !== 'pending' ? 'lapsed' : row.data.stage;
}

function drawn(facts: NonNullable<NoteFacts>, reader: Reader): Rendered {
  const { row } = facts;
  const { language } = reader;
  const values = {
    what: whatOf(facts, language),
    date: formatDate(row.data.plannedFor, reader),
    name: facts.byName,
  };
  const stage = stageOf(facts);
  if (stage === 'posted' || stage === 'let-be' || stage === 'taken-back')
    return message([say(language, `note.${stage}`, values)]);
  if (stage !== 'offered') return message([say(language, 'note.lapsed', values)]);
  const lines = [
    say(language, 'note.title', values),
    say(language, `note.because-${row.data.because}`),
    ...preview(facts, reader).map((line) => `> ${line}`),
  ];
  const until = row.ringAt === null ? [] : [say(language, 'note.until', { until: formatInstant(row.ringAt, reader) })];
  return message([...lines, ...until], buttons(facts, reader));
}

/** In the client's language, as it would be worded now. */
function preview({ row, agreement, said }: NonNullable<NoteFacts>, reader: Reader): string[] {
  const wording = chooseWording(wordingsOf(row.data.occasion), said, row.subject);
  const zone = zoneOfClient(agreement);
  const saidOn = localDate(zone, reader.now);
  const asClient: Reader = { ...reader, language: agreement.client.language, timeZone: zone };
  return congratulation({ row, agreement }, { wording, saidOn }, asClient);
}

function buttons({ row }: Shown, { language }: Reader): KnownBlock[] {
  return [
    {
      type: 'actions',
      elements: [
        { ...button('celebration-post', say(language, 'button.post'), row.id), style: 'primary' as const },
        button('celebration-let-be', say(language, 'button.let-be'), row.id),
      ],
    },
  ];
}
