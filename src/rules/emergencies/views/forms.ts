/** The forms: what is happening, words for the client, and whom to add; and what takes their place. Field names are action ids. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { emergencyOf } from '../../../agreement/emergency.ts';
import { monthOf } from '../../../engine/allowance.ts';
import { plain, section, sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Incident } from '../../../engine/incident.ts';
import { loadNames, loadShown, type Names, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { policyFor } from '../built-in.ts';
import { LONGEST_WORDS } from '../config.ts';
import { waitsUntil } from '../paging.ts';
import { readRaisedAt } from '../subject.ts';
import { type Key, say, sayToClients } from '../words.ts';
import { saidText } from './answers.ts';
import { notice } from './notice.ts';
import { at } from './shown.ts';

type FormFacts = {
  agreement: Agreement;
  agency: Agency | null;
  running: Incident | null;
  hasMessage: boolean;
  names: Names;
  /** Raised in this calendar month of the client's. */
  ofMonth: number;
} | null;

export const form: View<FormFacts> = {
  name: 'emergency-form',
  load: (ask, { subject }, reader) => loadForm(ask, String(subject), reader.now),
  render: () => null,
  form: (facts, reader, { subject }): ModalView => {
    const { language } = reader;
    if (facts === null) return notice(sayToClients(language, 'said.gone'), language);
    const optional = facts.hasMessage;
    return {
      type: 'modal',
      callback_id: 'emergency',
      private_metadata: String(subject),
      title: plain(sayToClients(language, 'form.title')),
      submit: plain(sayToClients(language, 'form.submit')),
      close: plain(sayToClients(language, 'form.close')),
      blocks: [
        ...sections(aboutIt(facts, reader)),
        {
          type: 'input',
          block_id: 'what',
          optional,
          label: plain(sayToClients(language, 'form.what')),
          hint: plain(sayToClients(language, 'form.what-hint')),
          element: { type: 'plain_text_input', action_id: 'what', multiline: true, max_length: LONGEST_WORDS },
        },
      ],
    };
  },
};

async function loadForm(ask: Ask, subject: string, now: number): Promise<FormFacts> {
  const place = readRaisedAt(subject);
  if (place === null || place.channelId === null) return null;
  const channel = await ask('channel', { channelId: place.channelId });
  const clientId = channel?.clientId ?? null;
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  if (clientId === null || agreement === null) return null;
  const [running = null] = (await ask('runningIncidents', { clientIds: [clientId] })).filter(({ isDrill }) => !isDrill);
  const month = monthOf(agreement, now);
  const all = await ask('incidentsOf', { clientId, most: 100 });
  const { owner, backup, managers } = agreement.people;
  const agency = await ask('agency', {});
  const people = [owner, backup, ...managers, ...(agency?.managers ?? [])].map(({ id }) => id);
  return {
    agreement,
    agency,
    running,
    hasMessage: place.ts !== null,
    names: await loadNames(ask, people),
    ofMonth: all.filter((one) => !one.isDrill && monthOf(agreement, one.raisedAt) === month).length,
  };
}

function aboutIt({ agreement, agency, running, names, ofMonth }: NonNullable<FormFacts>, reader: Reader): string[] {
  const { language } = reader;
  const { criteria, fairUse } = emergencyOf(agreement);
  const { policy, isBuiltIn } = policyFor(agreement, agency);
  const opensAt = waitsUntil({ policy }, agreement, reader.now);
  const people = policy.steps.flatMap(({ page }) => page.flatMap((one) => (one.kind === 'person' ? [one.id] : [])));
  const told = new Intl.ListFormat(language).format([...new Set(people)].map((id) => shownName(names, id)));
  const lines =
    opensAt !== null
      ? [sayToClients(language, 'form.office', { at: at(opensAt, reader) })]
      : [isBuiltIn ? sayToClients(language, 'form.told', { names: told }) : sayToClients(language, 'form.team')];
  return [
    ...(running === null ? lines : [sayToClients(language, 'form.running')]),
    ...(criteria.length === 0
      ? []
      : [`*${sayToClients(language, 'form.criteria')}*`, ...criteria.map((one) => `• ${escapeMrkdwn(one)}`)]),
    ...(fairUse === undefined
      ? []
      : [sayToClients(language, 'form.fair-use', { used: ofMonth, agreed: fairUse.count })]),
  ];
}

export const updateForm: View<Shown | null> = {
  name: 'emergency-update-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, { language }, { subject }): ModalView => {
    if (shown === null || shown.incident.state === 'resolved') return notice(say(language, 'over'), language);
    return asking('emergency-update', String(subject), language, [
      section(say(language, 'update.about')),
      {
        type: 'input',
        block_id: 'text',
        label: plain(say(language, 'update.text')),
        hint: plain(say(language, 'update.hint', { language: languageName(shown.agreement, language) })),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: LONGEST_WORDS },
      },
    ]);
  },
};

export const addForm: View<Shown | null> = {
  name: 'emergency-add-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, { language }, { subject }): ModalView => {
    if (shown === null || shown.incident.state === 'resolved') return notice(say(language, 'over'), language);
    return asking('emergency-add', String(subject), language, [
      {
        type: 'input',
        block_id: 'person',
        label: plain(say(language, 'add.who')),
        hint: plain(say(language, 'add.hint')),
        element: { type: 'users_select', action_id: 'person' },
      },
    ]);
  },
};

function languageName({ client }: Agreement, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(client.language) ?? client.language;
}

function asking(
  callback: 'emergency-update' | 'emergency-add',
  subject: string,
  language: string,
  blocks: KnownBlock[],
) {
  return {
    type: 'modal' as const,
    callback_id: callback,
    private_metadata: subject,
    title: plain(say(language, `${callback === 'emergency-add' ? 'add' : 'update'}.title` satisfies Key)),
    submit: plain(say(language, 'form.send')),
    close: plain(say(language, 'form.close')),
    blocks,
  };
}

/** How it ended, in the place of the form. */
export const over: View<Shown | null> = {
  name: 'emergency-over',
  load: async (ask, { incident }) => (incident === undefined ? null : loadShown(ask, incident)),
  render: () => null,
  form: (shown, reader, data): ModalView =>
    notice(
      saidText(shown, reader, data),
      reader.language,
      String(data.what).startsWith('drill') ? 'drill.title' : null,
    ),
};
