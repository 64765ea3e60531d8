/** The forms in which staff write for the client: what to look at, or the new day and why. Field names are action ids. */

import type { ModalView } from '@slack/types';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { field, form } from '../../../engine/form.ts';
import { draftSlot, readFormSubject } from '../../../engine/form-subject.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { sharedChannels } from '../../../engine/shared-channel.ts';
import { escapeName } from '../../../language/messages.ts';
import { localDate, plusDays } from '../../../time/local-date.ts';
import { LONGEST_WORDS, readDraft } from '../draft.ts';
import { ruleName } from '../record.ts';
import { say } from '../words.ts';
import { day, loadShown, type Shown, titleOf } from './shown.ts';

/** So many days later is where the new day stands at first. */
const USUAL_DAYS = 7;

/** `written`: what they wrote of it last and did not put there. */
type FormFacts = (Shown & { channel: Channel | null; written: { text: string; date: string | null } | null }) | null;

const formOf = (what: 'reached' | 'slip'): View<FormFacts> => ({
  name: `milestone-${what}-form`,
  load: (ask, { subject }, { userId }) => loadForm(ask, readFormSubject(String(subject)).about, what, userId ?? ''),
  render: () => null,
  form: (facts, reader, { subject }): ModalView => {
    const { language } = reader;
    const words = { title: say(language, `form.${what}`), close: say(language, 'form.close') };
    if (facts === null) return form('milestone-over', '', words, [section(say(language, 'said.gone'))]);
    const about = say(language, 'form.about', {
      title: titleOf(facts),
      client: escapeName(facts.agreement.client.name),
      date: day(facts.milestone.date, facts, reader),
      channel: facts.channel === null ? '' : `<#${facts.channel.slackChannelId}>`,
    });
    const dated = what === 'slip' ? [dateField(facts, reader)] : [];
    const submit = say(language, 'form.submit');
    return form(`milestone-${what}`, String(subject), { ...words, submit }, [
      section(about),
      ...dated,
      textField(what, facts, reader),
    ]);
  },
});

function dateField({ agreement, milestone, written }: NonNullable<FormFacts>, { language, now }: Reader) {
  const today = localDate(zoneOfClient(agreement), now);
  const from = milestone.date > today ? milestone.date : today;
  const initial = written?.date ?? plusDays(from, USUAL_DAYS);
  return field('date', say(language, 'form.date'), { type: 'datepicker', initial_date: initial });
}

function textField(
  what: 'reached' | 'slip',
  { agreement, agreed, written }: NonNullable<FormFacts>,
  { language }: Reader,
) {
  const theirs = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
  const initial = written?.text ?? (what === 'reached' ? agreed?.look : undefined);
  const key = what === 'reached' ? 'look' : 'reason';
  return field(
    'text',
    say(language, `form.${key}`),
    {
      type: 'plain_text_input',
      multiline: true,
      max_length: LONGEST_WORDS,
      ...(initial === undefined ? {} : { initial_value: initial }),
    },
    { hint: say(language, `form.${key}.hint`, { language: theirs ?? agreement.client.language }) },
  );
}

async function loadForm(ask: Ask, id: string, what: 'reached' | 'slip', userId: string): Promise<FormFacts> {
  const shown = await loadShown(ask, id);
  if (shown === null) return null;
  const { agreement, milestone } = shown;
  const [channel = null] = await sharedChannels(ask, agreement.id);
  const slot = await ask('slot', { rule: ruleName, subject: draftSlot({ clientId: agreement.id, userId }) });
  const draft = readDraft(slot);
  const isTheirs = draft !== null && draft.milestone === milestone.id && draft.what === what;
  const text = isTheirs ? await ask('words', { channelId: draft.channelId, ts: draft.place }) : null;
  return {
    ...shown,
    channel,
    written: text === null || !isTheirs ? null : { text, date: draft.date },
  };
}

export const reachedForm = formOf('reached');
export const slipForm = formOf('slip');
