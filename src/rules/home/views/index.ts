/** The page as its reader finds it now: cleared once nobody looks at it, else what they may see of whose clients. */

import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { homeOpenFor, homeRule } from '../../../engine/home-tab.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Board, loadBoard } from '../board.ts';
import { type Choice, chosen } from '../choice.ts';
import { readKept } from '../kept.ts';
import { say, sayToClients } from '../words.ts';
import { type Agreed, type Card, loadCards } from './agreed.ts';
import { header, note } from './blocks.ts';
import { emergencyBlocks } from './emergencies.ts';
import { glanceBlocks } from './glance.ts';
import { loadShown, type Shown } from './shown.ts';
import { deafBlocks, promisedBlocks, waitingBlocks } from './waiting.ts';

type Facts =
  /** Its hour is over. */
  | { kind: 'resting' }
  | {
      kind: 'read';
      agency: Agency | null;
      /** Of staff who serve somebody. */
      work: { board: Board; choice: Choice; shown: Shown } | null;
      /** What was agreed with the clients that name the reader among their people. */
      own: Card[];
    };

/** Makes the page; what was agreed is shown as `agreed` has it. */
export function homeView(agreed: Agreed): View {
  return {
    name: 'home',
    load: (ask, _data, reader) => load(ask, agreed, reader),
    render: (facts, reader) => ({
      text: sayToClients(reader.language, 'title'),
      blocks: blocksOf(facts as Facts, agreed, reader),
    }),
  };
}

async function load(ask: Ask, agreed: Agreed, reader: Reader): Promise<Facts> {
  const userId = reader.userId ?? '';
  const kept = readKept(await ask('slot', { rule: homeRule, subject: userId }));
  if (reader.now - kept.seenAt >= homeOpenFor) return { kind: 'resting' };
  const [agency, person] = await Promise.all([ask('agency', {}), ask('person', { userId })]);
  if (person?.isDeleted === true) return { kind: 'read', agency, work: null, own: [] };
  const own = await loadCards(ask, agreed, reader);
  // Whoever is not known as staff sees nothing of the staff's, whatever else names them.
  const served = reader.side === 'staff' ? await ask('clientsServedBy', { userId, at: reader.now }) : [];
  if (served.length === 0) return { kind: 'read', agency, work: null, own };
  const clientIds = served.map(({ clientId }) => clientId);
  const board = await loadBoard(ask, clientIds, { now: reader.now, userId, person, agency });
  const choice = chosen(board, kept, userId, reader.now);
  return { kind: 'read', agency, work: { board, choice, shown: await loadShown(ask, board, choice) }, own };
}

function blocksOf(facts: Facts, agreed: Agreed, reader: Reader): KnownBlock[] {
  const { language } = reader;
  if (facts.kind === 'resting') return [section(sayToClients(language, 'one-moment'))];
  const { agency, work, own } = facts;
  const cards = own.flatMap(({ facts: card, data }) => agreed.view.render(card, reader, data)?.blocks ?? []);
  if (work !== null) return [...workBlocks(work, reader), ...cards];
  if (cards.length > 0) return [...cards, note(sayToClients(language, 'agreement.how'))];
  if (reader.side === 'staff') return [section(say(language, 'no-clients'))];
  const hasName = agency === null ? 'no' : 'yes';
  return [section(sayToClients(language, 'stranger', { hasName, agency: escapeName(agency?.agency.name ?? '') }))];
}

function workBlocks({ board, choice, shown }: NonNullable<Extract<Facts, { kind: 'read' }>['work']>, reader: Reader) {
  const { language } = reader;
  const glance = glanceBlocks(board, reader);
  return [
    ...emergencyBlocks(board.emergencies, shown, reader),
    ...deafBlocks(board.deaf, reader),
    ...glance,
    ...(glance.length > 0 ? [header(say(language, 'waiting.title'))] : []),
    ...waitingBlocks(board, choice, shown, reader),
    ...promisedBlocks(board.promised, shown, reader),
    note(say(language, 'current')),
  ];
}
