/** What whoever has the client reads of it: how it stands, and what they can do about it. */
import type { KnownBlock } from '@slack/types';
import { button, plain } from '../../../engine/blocks.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, formatMoment } from '../../../language/messages.ts';
import { postKey } from '../record.ts';
import { say } from '../words.ts';
import { loadShown, meetingOf, message, nameOf, type Shown } from './parts.ts';

type AskFacts = (Shown & { link: string | null }) | null;

export const ask: View<AskFacts> = {
  name: 'recap-ask',
  mood: 'light',
  load: async (question, { subject }) => {
    const shown = await loadShown(question, subject);
    if (shown === null) return null;
    const { subject: about, data } = shown.recap;
    const stands = data.sent === null ? null : await question('standsAt', { key: postKey(about, data.sent.edition) });
    return { ...shown, link: stands === null ? null : await question('link', stands) };
  },
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const title = say(language, 'ask.title', meetingOf(shown, reader));
    const see = shown.link === null ? [] : [say(language, 'ask.see', { link: shown.link })];
    return message([title, ...linesOf(shown, reader), ...see], buttons(shown, reader));
  },
};

function linesOf({ recap, names }: Shown, reader: Reader): string[] {
  const { language } = reader;
  const { data } = recap;
  const { draft, sent, confirmed, kept, missing } = data;
  const drafted = draft === null ? [] : [say(language, 'ask.draft', { name: nameOf(names, draft.by) })];
  if (confirmed !== null) {
    const values = { name: nameOf(names, confirmed.by), at: formatMoment(confirmed.at, reader) };
    return [say(language, 'ask.confirmed', values), ...drafted];
  }
  if (sent !== null) {
    const values = { name: nameOf(names, sent.by), at: formatMoment(sent.at, reader) };
    const missed = missing.map(({ by }) => say(language, 'ask.missing', { name: nameOf(names, by) }));
    if (kept !== null) return [say(language, 'ask.kept', { name: nameOf(names, kept.by) }), ...missed, ...drafted];
    const stand = data.outcome === 'unconfirmed' ? say(language, 'ask.unconfirmed') : say(language, 'ask.sent', values);
    return [stand, ...missed, ...drafted];
  }
  if (data.outcome === 'nothing') return [say(language, 'ask.nothing')];
  if (draft !== null) return drafted;
  return [say(language, data.outcome === 'unwritten' ? 'ask.unwritten' : 'ask.how')];
}

function buttons({ recap }: Shown, { language }: Reader): KnownBlock[] {
  const { id, data } = recap;
  const { draft, sent, confirmed, kept, outcome } = data;
  if (outcome === 'nothing' && draft === null)
    return [{ type: 'actions', elements: [button('recap-after-all', say(language, 'button.after-all'), id)] }];
  const isWritten = draft !== null || sent !== null;
  const look = { ...button('recap-look', say(language, 'button.look'), id), style: 'primary' as const };
  const first = button('recap-write', say(language, isWritten ? 'button.change' : 'button.write'), id);
  const write = isWritten ? first : { ...first, style: 'primary' as const };
  const nothing = button('recap-nothing', say(language, 'button.nothing'), id);
  return [
    {
      type: 'actions',
      elements: [
        ...(draft === null ? [] : [look]),
        write,
        ...(sent === null ? [nothing] : []),
        ...(sent !== null && confirmed === null && kept === null ? [keepButton(id, language)] : []),
      ],
    },
  ];
}

/** Asks once more before it goes into the log of both companies. */
export function keepButton(id: string, language: string) {
  return {
    ...button('recap-keep', say(language, 'button.keep'), id),
    confirm: {
      title: plain(say(language, 'sure.title')),
      text: plain(say(language, 'sure.text')),
      confirm: plain(say(language, 'sure.yes')),
      deny: plain(say(language, 'sure.no')),
    },
  };
}

/** Nobody confirmed it, also after a kind word: they decide. */
export const waits: View<AskFacts> = {
  name: 'recap-waits',
  load: ask.load,
  pointless: (shown) => (shown?.recap.state === 'pending' && shown.recap.data.sent !== null ? null : 'settled'),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const see = shown.link === null ? [] : [say(language, 'ask.see', { link: shown.link })];
    const { id, data } = shown.recap;
    const open = data.confirmed === null && data.kept === null;
    const change = button('recap-write', say(language, 'button.change'), id);
    const elements = open ? [keepButton(id, language), change] : [change];
    return message([say(language, 'waits.text', meetingOf(shown, reader)), ...see], [{ type: 'actions', elements }]);
  },
};

type MissingFacts = { shown: Shown; words: string | null; channelId: string } | null;

/** Somebody of the client misses something, in their words. */
export const missing: View<MissingFacts> = {
  name: 'recap-missing',
  load: async (question, { subject, by, place }) => {
    const shown = await loadShown(question, subject, [String(by)]);
    const channelId = shown?.recap.data.sent?.channelId ?? shown?.channel?.id;
    if (shown === null || channelId === undefined) return null;
    return { shown, channelId, words: await question('words', { channelId, ts: String(place) }) };
  },
  render: (facts, reader, { by }) => {
    if (facts === null) return null;
    const { language } = reader;
    const { shown, words } = facts;
    const values = { ...meetingOf(shown, reader), name: nameOf(shown.names, String(by)) };
    const quoted =
      words === null ? [say(language, 'missing.gone')] : words.split('\n').map((line) => `> ${escapeMrkdwn(line)}`);
    const change = {
      ...button('recap-write', say(language, 'button.change'), shown.recap.id),
      style: 'primary' as const,
    };
    return message([say(language, 'missing.text', values), ...quoted], [{ type: 'actions', elements: [change] }]);
  },
};

/** It could not be posted where the client reads. */
export const notPosted: View<Shown | null> = {
  name: 'recap-not-posted',
  load: (question, { subject }) => loadShown(question, subject),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const elements = [button('recap-look', say(language, 'button.look'), shown.recap.id)];
    return message([say(language, 'not-posted.text', meetingOf(shown, reader))], [{ type: 'actions', elements }]);
  },
};
