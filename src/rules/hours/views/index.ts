import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { officeOf } from '../office.ts';
import { say } from '../words.ts';
import { readingOf } from './days.ts';
import { linesOf } from './many.ts';
import { piecesOf } from './one.ts';

/** As many clients as a person reads at once. */
const MOST_CLIENTS = 20;

type Facts = { agreements: Agreement[]; agency: Agency | null; total: number };

/** Hours of one client or of several; or, kindly, why there are none to show. */
export const hours: View<Facts> = {
  name: 'hours',
  load: async (ask, { clientIds }) => loadHours(ask, Array.isArray(clientIds) ? clientIds : []),
  render: (facts, reader, { what, when, example }) => {
    const { language } = reader;
    const named = typeof example === 'string' ? example : '';
    if (what === 'unreadable')
      return drawn([say(language, 'unreadable', { hasExample: named === '' ? 'no' : 'yes', example: named })]);
    if (what === 'stranger' || what === 'no-clients') return drawn([say(language, what)]);
    const [agreement] = facts.agreements;
    if (agreement === undefined) return drawn([say(language, 'no-clients')]);
    if (what === 'one') return drawn(ofOne(agreement, facts, reader, String(when)));
    const readings = facts.agreements.map((one) => ({ agreement: one, reading: readingOf(one, reader) }));
    return drawn(
      linesOf(readings, { when: String(when), left: facts.total - facts.agreements.length, example: named }),
    );
  },
};

async function loadHours(ask: Ask, clientIds: readonly string[]): Promise<Facts> {
  const found: Agreement[] = [];
  for (const clientId of clientIds.slice(0, MOST_CLIENTS)) {
    const agreement = await ask('agreement', { clientId });
    if (agreement !== null) found.push(agreement);
  }
  const left = Math.max(0, clientIds.length - MOST_CLIENTS);
  return { agreements: found, agency: await ask('agency', {}), total: found.length + left };
}

function ofOne(agreement: Agreement, { agency }: Facts, reader: Reader, when: string): string[] {
  const { language, side } = reader;
  const reading = readingOf(agreement, reader);
  const agencyName = agency === null ? say(language, 'the-agency') : escapeName(agency.agency.name);
  const name = side === 'client' ? agencyName : reading.client;
  if (agreement.status === 'ended') return [say(language, 'ended', { name })];
  return [
    `*${say(language, 'title', { name })}*`,
    ...(agreement.status === 'paused' ? [say(language, 'paused')] : []),
    ...piecesOf(when, officeOf(agreement, reader.now, language), reading),
  ];
}

function drawn(pieces: readonly string[]): Rendered {
  const blocks = pieces.map((text): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } }));
  return { text: pieces.join('\n'), blocks };
}
