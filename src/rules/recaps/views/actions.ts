/** Who does what: the reminder on its day, the list for staff, and the private word to whoever pressed. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { button, section } from '../../../engine/blocks.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import { type OpenAction, openActions } from '../../../engine/meeting-recap.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { type Action, readAction } from '../record.ts';
import { say } from '../words.ts';
import { saidText } from './form.ts';
import { loadShown, meetingOf, message, nameOf, type Shown } from './parts.ts';

const MOST_LISTED = 15;

type ActionFacts = { action: Action; what: string | null; shown: Shown; names: Names } | null;

export const action: View<ActionFacts> = {
  name: 'recap-action',
  load: async (ask, { subject, owner }) => {
    const found = readAction(await ask('deadline', { id: String(subject) }));
    const shown = found === null ? null : await loadShown(ask, found.data.recap);
    if (found === null || shown === null) return null;
    const what = shown.sent?.actions.find(({ id }) => id === found.data.action)?.what ?? null;
    const names = await loadNames(ask, [String(owner), found.data.doneBy]);
    return { action: found, what, shown, names };
  },
  pointless: (facts) => (facts?.action.state === 'pending' ? null : 'settled'),
  render: (facts, reader, { owner }) => {
    if (facts === null) return null;
    const { language, userId } = reader;
    const { shown, names } = facts;
    const { state, data } = facts.action;
    const values = { ...meetingOf(shown, reader), name: nameOf(names, String(owner)) };
    const title = say(language, userId === owner ? 'action.title' : 'action.for', values);
    const done = say(language, 'action.done', { name: nameOf(names, data.doneBy) });
    const settled = state === 'met' ? [done] : state === 'cancelled' ? [say(language, 'action.dropped')] : [];
    return message([title, whatText(facts.what, language), ...settled], buttons(facts.action, language));
  },
};

function whatText(what: string | null, language: string): string {
  return what === null ? say(language, 'action.gone') : say(language, 'action.what', { what: escapeMrkdwn(what) });
}

function buttons({ id, state }: Pick<Action, 'id' | 'state'>, language: string): KnownBlock[] {
  if (state !== 'pending')
    return [{ type: 'actions', elements: [button('recap-not-done', say(language, 'button.not-done'), id)] }];
  const done = { ...button('recap-done', say(language, 'button.done'), id), style: 'primary' as const };
  return [{ type: 'actions', elements: [done, button('recap-drop', say(language, 'button.drop'), id)] }];
}

type ListFacts = { agreement: Agreement; open: OpenAction[]; left: number; names: Names } | null;

export const list: View<ListFacts> = {
  name: 'recap-actions',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const found = await openActions(ask, { clientId: agreement.id, now, most: MOST_LISTED });
    const owners = found.open.map(({ owner }) => owner);
    return { agreement, ...found, names: await loadNames(ask, owners) };
  },
  render: (facts, reader) => {
    if (facts === null) return message([say(reader.language, 'said.which')]);
    const { language } = reader;
    const client = escapeName(facts.agreement.client.name);
    if (facts.open.length === 0) return message([say(language, 'actions.none', { client })]);
    const lines = facts.open.map((one) => lineOf(one, facts.names, reader));
    const title = say(language, 'actions.title', { client });
    const more = facts.left === 0 ? [] : [say(language, 'actions.more', { count: facts.left })];
    const blocks = facts.open.flatMap((one, index) => [
      section(lines[index] ?? ''),
      ...buttons({ id: one.id, state: 'pending' }, language),
    ]);
    return {
      text: [title, ...lines, ...more].join('\n'),
      blocks: [section(title), ...blocks, ...more.map((line) => section(line))],
    };
  },
};

function lineOf({ owner, dueOn, what }: OpenAction, names: Names, reader: Reader): string {
  const isLate = dueOn !== null && dueOn < localDate(reader.timeZone, reader.now);
  return say(reader.language, 'actions.line', {
    what: whatText(what, reader.language),
    name: nameOf(names, owner),
    due: dueOn === null ? 'none' : isLate ? 'late' : 'day',
    date: dueOn === null ? '' : formatDate(dueOn, reader),
  });
}

export const said: View<null> = {
  name: 'recap-said',
  load: () => Promise.resolve(null),
  render: (_, reader, { what }) => message([saidText(String(what), reader)]),
};
