/** The forms of staff: the review itself, what is to be done, and one thing of that. Field names are action ids. */
import type { KnownBlock, ModalView } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { FollowUp } from '../../../engine/incident-review.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { localDate, plusDays } from '../../../time/local-date.ts';
import { LONGEST_FOLLOW_UP, LONGEST_WORDS, MOST_FOLLOW_UPS } from '../config.ts';
import { isFollowUp } from '../subject.ts';
import { type Key, say } from '../words.ts';
import { followUpLine, titleOf } from './board.ts';
import { context, loadShown, type Shown } from './parts.ts';
import { timeline } from './timeline.ts';

const parts = ['happened', 'well', 'change', 'forClient'] as const;
/** Of something new, when nobody has said when. */
const USUAL_DAYS = 7;

export const form: View<Shown | null> = {
  name: 'review-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, reader): ModalView => {
    const { language } = reader;
    if (shown === null) return notice(say(language, 'gone'), language);
    const { incident, review, words, agreement } = shown;
    const theirs = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
    return {
      type: 'modal',
      callback_id: 'review-form',
      private_metadata: standing(incident.id, review.revision),
      title: plain(say(language, 'form.title')),
      submit: plain(say(language, 'form.save')),
      close: plain(say(language, 'form.close')),
      blocks: [
        section(`*${titleOf(shown, language)}*`),
        context(timeline(shown, reader).join('\n')),
        ...parts.map((part) =>
          field(part, words?.[part] ?? '', LONGEST_WORDS, language, { language: theirs ?? agreement.client.language }),
        ),
      ],
    };
  },
};

function field(
  name: (typeof parts)[number],
  now: string,
  most: number,
  language: string,
  values: { language: string },
) {
  return {
    type: 'input' as const,
    block_id: name,
    optional: true,
    label: plain(say(language, `form.${name}` satisfies Key)),
    hint: plain(say(language, `form.${name}.hint` satisfies Key, values)),
    element: {
      type: 'plain_text_input' as const,
      action_id: name,
      multiline: true,
      max_length: most,
      ...(now === '' ? {} : { initial_value: now.slice(0, most) }),
    },
  };
}

/** What is to be done, with what one can do about each. */
export const followUps: View<Shown | null> = {
  name: 'review-follow-ups',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, reader): ModalView => {
    const { language } = reader;
    if (shown === null) return notice(say(language, 'gone'), language);
    const open = shown.followUps.filter(({ state }) => state === 'open').length;
    const none = shown.followUps.length === 0 ? [section(say(language, 'follow-ups.none'))] : [];
    const add = {
      ...button('review-follow-up-add', say(language, 'button.add'), shown.incident.id),
      style: 'primary' as const,
    };
    return {
      type: 'modal',
      callback_id: 'review-follow-ups',
      private_metadata: shown.incident.id,
      title: plain(say(language, 'follow-ups.title')),
      close: plain(say(language, 'form.done')),
      blocks: [
        ...none,
        ...shown.followUps.flatMap((one) => listed(one, shown, reader)),
        ...(open >= MOST_FOLLOW_UPS ? [] : [{ type: 'actions' as const, elements: [add] }]),
      ],
    };
  },
};

function listed(one: Shown['followUps'][number], shown: Shown, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const turn = one.state === 'open' ? 'done' : 'reopen';
  return [
    section(followUpLine(one, shown, reader)),
    {
      type: 'actions',
      elements: [
        button(`review-follow-up-${turn}`, say(language, `button.${turn}` satisfies Key), one.id),
        ...(one.state === 'open' ? [button('review-follow-up-change', say(language, 'button.change'), one.id)] : []),
      ],
    },
  ];
}

type OneFacts = { followUp: FollowUp | null; words: string | null; incidentId: string; owner: string };

/** One thing to be done, new or to be changed. */
export const followUpForm: View<OneFacts> = {
  name: 'review-follow-up-form',
  load: async (ask, { subject }, { userId }) => {
    const id = String(subject);
    const followUp = isFollowUp(id) ? await ask('followUp', { id }) : null;
    const words = followUp === null ? null : await ask('words', { channelId: followUp.channelId, ts: followUp.place });
    return { followUp, words, incidentId: followUp?.incidentId ?? id, owner: followUp?.owner ?? userId ?? '' };
  },
  render: () => null,
  form: ({ followUp, words, incidentId, owner }, { language, timeZone, now }): ModalView => {
    const today = localDate(timeZone, now);
    const dueOn = followUp?.dueOn ?? plusDays(today, USUAL_DAYS);
    const remove = button('review-follow-up-remove', say(language, 'button.remove'), followUp?.id ?? '');
    return {
      type: 'modal',
      callback_id: 'review-follow-up',
      private_metadata: followUp === null ? incidentId : standing(followUp.id, followUp.revision),
      title: plain(say(language, 'follow-up.title')),
      submit: plain(say(language, 'form.save')),
      close: plain(say(language, 'form.close')),
      blocks: [
        {
          type: 'input',
          block_id: 'what',
          label: plain(say(language, 'follow-up.what')),
          element: {
            type: 'plain_text_input',
            action_id: 'what',
            max_length: LONGEST_FOLLOW_UP,
            ...(words === null ? {} : { initial_value: words.slice(0, LONGEST_FOLLOW_UP) }),
          },
        },
        {
          type: 'input',
          block_id: 'owner',
          label: plain(say(language, 'follow-up.owner')),
          element: { type: 'users_select', action_id: 'owner', ...(owner === '' ? {} : { initial_user: owner }) },
        },
        {
          type: 'input',
          block_id: 'date',
          label: plain(say(language, 'follow-up.date')),
          hint: plain(say(language, 'follow-up.date.hint')),
          element: { type: 'datepicker', action_id: 'date', initial_date: dueOn },
        },
        ...(followUp === null ? [] : [{ type: 'actions' as const, elements: [remove] }]),
      ],
    };
  },
};

function notice(text: string, language: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'review-over',
    title: plain(say(language, 'form.title')),
    close: plain(say(language, 'form.done')),
    blocks: [section(text)],
  };
}
