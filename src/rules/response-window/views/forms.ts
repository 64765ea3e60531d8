/** The forms *Change…* (also *Track this*) and *Hand to…*. Field names are action ids; `forms.ts` reads them back. */

import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { plain, section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { PRIORITIES } from '../config.ts';
import { asAgreed } from '../forms.ts';
import { staffOf } from '../recipients.ts';
import { placeOf } from '../subject.ts';
import { type Key, say } from '../words.ts';
import { askedLine, time } from './lines.ts';
import { loadMatter, loadNames, type Matter, type Names } from './matter.ts';
import { textOf } from './notice.ts';

type FormFacts = {
  subject: string;
  matter: Matter | null;
  agreement: Agreement | null;
  agency: Agency | null;
  names: Names;
};

/** Slack's limits for one select. */
const mostOptions = 100;
const longestOption = 75;
const longestQuote = 600;

export const change: View<FormFacts> = {
  name: 'change',
  load: (ask, data, reader) => loadForm(ask, textOf(data.subject) ?? '', reader),
  render: () => null,
  form: (facts, reader) => {
    const waits = facts.matter?.conversation.settled === null;
    const { language } = reader;
    const words = { title: say(language, waits ? 'form.change' : 'form.track'), submit: say(language, 'form.save') };
    return modal('change', facts, reader, words, [
      priorityField(waits ? facts.matter : null, reader),
      ownerField(facts, reader),
      dueField(waits ? facts.matter : null, reader),
    ]);
  },
};

export const handTo: View<FormFacts> = {
  name: 'hand-to',
  load: (ask, data, reader) => loadForm(ask, textOf(data.subject) ?? '', reader),
  render: () => null,
  form: (facts, reader) => {
    const { language } = reader;
    const words = { title: say(language, 'form.hand-to'), submit: say(language, 'form.hand-over') };
    const options = people(facts, reader);
    return modal('hand-to', facts, reader, words, [
      {
        type: 'input',
        block_id: 'owner',
        label: plain(say(language, 'form.hand-label')),
        element: { type: 'static_select', action_id: 'owner', options },
      },
    ]);
  },
};

async function loadForm(ask: Ask, subject: string, reader: Reader): Promise<FormFacts> {
  const channel = await ask('channel', { channelId: placeOf(subject).channelId });
  const agreement = channel?.clientId ? await ask('agreement', { clientId: channel.clientId }) : null;
  const agency = await ask('agency', {});
  const staff = agreement === null ? [] : staffOf(agreement, agency);
  const names = await loadNames(
    ask,
    staff.map(({ userId }) => userId),
    agreement,
  );
  return { subject, matter: await loadMatter(ask, subject, reader), agreement, agency, names };
}

function modal(
  name: string,
  { subject, matter }: FormFacts,
  reader: Reader,
  words: { title: string; submit: string },
  fields: InputBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: subject,
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(say(reader.language, 'form.cancel')),
    blocks: [...(matter === null ? [] : [section(askedLine(matter, reader, longestQuote))]), ...fields],
  };
}

function priorityField(matter: Matter | null, { language }: Reader): InputBlock {
  const options = PRIORITIES.map((value) => option(say(language, `priority.${value}` satisfies Key), value));
  const current = options.find(({ value }) => value === (matter?.reply.data.priority ?? 'normal'));
  return {
    type: 'input',
    block_id: 'priority',
    label: plain(say(language, 'form.priority')),
    element: {
      type: 'static_select',
      action_id: 'priority',
      options,
      ...(current === undefined ? {} : { initial_option: current }),
    },
  };
}

function ownerField(facts: FormFacts, reader: Reader): InputBlock {
  const { matter, agreement } = facts;
  const { language } = reader;
  const owner = agreement?.people.owner;
  const agreed = say(language, 'form.as-agreed', {
    name: facts.names.get(owner?.id ?? '') ?? owner?.name ?? owner?.id ?? '',
  });
  const options = [option(agreed, asAgreed), ...people(facts, reader)].slice(0, mostOptions);
  const chosen = matter?.conversation.chosen.owner ?? asAgreed;
  return {
    type: 'input',
    block_id: 'owner',
    label: plain(say(language, 'form.owner')),
    element: {
      type: 'static_select',
      action_id: 'owner',
      options,
      initial_option: options.find(({ value }) => value === chosen) ?? option(agreed, asAgreed),
    },
  };
}

function dueField(matter: Matter | null, reader: Reader): InputBlock {
  const { language } = reader;
  const chosen = matter?.conversation.chosen.dueAt ?? null;
  const hint =
    matter === null || chosen !== null
      ? say(language, 'form.due-hint')
      : say(language, 'form.due-hint-now', { due: time(matter.reply.dueAt, reader) });
  return {
    type: 'input',
    block_id: 'dueAt',
    optional: true,
    label: plain(say(language, 'form.due')),
    hint: plain(hint),
    element: {
      type: 'datetimepicker',
      action_id: 'dueAt',
      ...(chosen === null ? {} : { initial_date_time: Math.floor(chosen / 1000) }),
    },
  };
}

function people({ agreement, agency, names }: FormFacts, _reader: Reader): PlainTextOption[] {
  const staff = agreement === null ? [] : staffOf(agreement, agency);
  return staff.map(({ userId, name }) => option(names.get(userId) ?? name ?? userId, userId)).slice(0, mostOptions);
}

function option(text: string, value: string): PlainTextOption {
  const fitting = text.length > longestOption ? `${text.slice(0, longestOption - 1)}…` : text;
  return { text: plain(fitting), value };
}
