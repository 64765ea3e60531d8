/** What the client reads: that it is reached and what to look at, or from which day to which it moves, and why. */
import type { ModalView } from '@slack/types';
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import { form } from '../../../engine/form.ts';
import { draftSlot, readFormSubject } from '../../../engine/form-subject.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapedLines } from '../../../language/messages.ts';
import { type Draft, readDraft } from '../draft.ts';
import { ruleName } from '../record.ts';
import { type Key, languages, say, sayToClients } from '../words.ts';
import { day, loadShown, message, nameOf, type Shown, titleOf } from './shown.ts';

/** `words` null: they are not kept any more. */
type Said = { what: 'reached' } | { what: 'slip'; from: string; to: string };
type News = { shown: Shown; said: Said | null; words: string | null; by: string };

export const news: View<News | null> = {
  name: 'milestone-news',
  languages,
  load: async (ask, { milestone, what, which, by }) => {
    const shown = await loadShown(ask, milestone);
    if (shown === null) return null;
    const { channelId, slips, place, state } = shown.milestone;
    const slip = what === 'slip' ? slips[Number(which)] : undefined;
    const said: Said | null =
      slip !== undefined
        ? { what: 'slip', from: slip.from, to: slip.to }
        : what === 'reached' && state === 'reached'
          ? { what: 'reached' }
          : null;
    const at = slip?.place ?? place;
    const words = channelId === null || at === null ? null : await ask('words', { channelId, ts: at });
    return { shown, said, words, by: await nameOf(ask, String(by)) };
  },
  pointless: (facts) => (facts?.said == null ? 'over' : null),
  render: (facts, reader) => (facts === null || facts.said === null ? null : posted(facts, facts.said, reader)),
};

/** Exactly what stands there; whose words they are stands quietly below. */
function posted({ shown, words, by }: News, said: Said, reader: Reader): Rendered {
  const { language } = reader;
  const title = titleOf(shown);
  const first =
    said.what === 'reached'
      ? sayToClients(language, 'reached', { title })
      : sayToClients(language, 'moved', {
          title,
          from: day(said.from, shown, reader),
          to: day(said.to, shown, reader),
        });
  const lines = [first, ...(words === null ? [sayToClients(language, 'gone')] : escapedLines(words))];
  const signed = sayToClients(language, 'by', { name: by });
  const { text, blocks } = message(lines);
  return {
    text: `${text}\n${signed}`,
    blocks: [...blocks, { type: 'context', elements: [{ type: 'mrkdwn', text: signed }] }],
  };
}

type Previewed = { news: News; draft: Draft; channel: string } | null;

/** As it would stand there, in the client's language. */
export const preview: View<Previewed> = {
  name: 'milestone-preview',
  load: async (ask, { subject }, { userId }) => {
    const shown = await loadShown(ask, readFormSubject(String(subject)).about);
    return shown === null ? null : loadPreviewed(ask, shown, userId ?? '');
  },
  render: () => null,
  form: (facts, reader, { subject }): ModalView => {
    const { language } = reader;
    const words = { title: say(language, 'preview.title'), close: say(language, 'form.close') };
    if (facts === null) return form('milestone-over', '', words, [section(say(language, 'said.words-gone'))]);
    const { news: drafted, draft, channel } = facts;
    const { agreement, milestone } = drafted.shown;
    const asClient: Reader = { ...reader, language: agreement.client.language, side: 'client' };
    const what: Said =
      draft.what === 'reached'
        ? { what: 'reached' }
        : { what: 'slip', from: milestone.date, to: draft.date ?? milestone.date };
    const { blocks } = posted(drafted, what, asClient);
    return form('milestone-preview', String(subject), { ...words, submit: say(language, 'preview.send') }, [
      { type: 'context', elements: [{ type: 'mrkdwn', text: say(language, 'preview.about', { channel }) }] },
      ...blocks,
    ]);
  },
};

async function loadPreviewed(ask: Ask, shown: Shown, userId: string): Promise<Previewed> {
  const slot = await ask('slot', { rule: ruleName, subject: draftSlot({ clientId: shown.agreement.id, userId }) });
  const draft = readDraft(slot);
  if (draft === null || draft.milestone !== shown.milestone.id) return null;
  const words = await ask('words', { channelId: draft.channelId, ts: draft.place });
  if (words === null) return null;
  const channel = await ask('channel', { channelId: draft.channelId });
  const by = await nameOf(ask, userId);
  return {
    news: { shown, said: null, words, by },
    draft,
    channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
  };
}

/** A private word in a form's place. */
export const over: View<Shown | null> = {
  name: 'milestone-over',
  load: (ask, { milestone }) => loadShown(ask, milestone),
  render: () => null,
  form: (shown, { language }, { what }): ModalView => {
    const values = shown === null ? {} : { title: titleOf(shown), name: '' };
    const words = { title: say(language, 'preview.title'), close: say(language, 'form.close') };
    return form('milestone-over', '', words, [section(say(language, `said.${String(what)}` as Key, values))]);
  },
};
