/** What a drill shows: what it would do before it begins, and what whoever is paged reads. */
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { button, plain, section, sections } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import type { Ask } from '../../../engine/facts.ts';
import { loadNames, loadShown, type Names, type Shown } from '../../../engine/incident-shown.ts';
import type { PageText, Reader, Rendered, View } from '../../../engine/rule.ts';
import { formatDuration } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { policyFor } from '../built-in.ts';
import type { Stride } from '../chain.ts';
import { drillForm } from '../config.ts';
import { isAtOnce, pagedAt } from '../drill.ts';
import { drillStrides, longestDrill } from '../drill-chain.ts';
import { loadChain } from '../load-chain.ts';
import { type Key, say } from '../words.ts';
import { notice } from './notice.ts';
import { at, listOf, message, namedOf, took, withContacts } from './shown.ts';

const MOST_STEPS = 20;

type Planned = { agreement: Agreement; isBuiltIn: boolean; strides: Stride[]; longest: number[]; names: Names } | null;

export const drillStart: View<Planned> = {
  name: 'emergency-drill-form',
  load: (ask, { subject }, { now }) => loadPlanned(ask, String(subject), now),
  render: () => null,
  form: (planned, reader, { subject }): ModalView => {
    const { language } = reader;
    if (planned === null) return notice(say(language, 'gone'), language, 'drill.title');
    const [earnest = 0, atOnce = 0] = planned.longest;
    return {
      type: 'modal',
      callback_id: drillForm,
      private_metadata: String(subject),
      title: plain(say(language, 'drill.title')),
      submit: plain(say(language, 'drill.form.start')),
      close: plain(say(language, 'form.close')),
      blocks: [
        ...plannedLines(planned, reader).flatMap((lines) => sections(lines)),
        howBlock(language, earnest, atOnce),
      ],
    };
  },
};

async function loadPlanned(ask: Ask, subject: string, now: number): Promise<Planned> {
  const clientId = readClientSubject(subject)?.clientId ?? '';
  const agreement = await ask('agreement', { clientId });
  if (agreement === null) return null;
  const agency = await ask('agency', {});
  const { policy: agreed, isBuiltIn } = policyFor(agreement, agency);
  const policy = { ...agreed, repeat: 0 };
  const strides = drillStrides(policy, null, await loadChain(ask, { agreement, agency, now }, policy), now, true);
  const people = strides.flatMap(({ pages, unfilled }) => [...pages, ...unfilled].map(({ responder }) => responder));
  const longest = [longestDrill(policy, false), longestDrill(policy, true)];
  return { agreement, isBuiltIn, strides, longest, names: withContacts(await loadNames(ask, people), agency) };
}

/** In paragraphs. */
function plannedLines(
  { agreement, isBuiltIn, strides, names }: NonNullable<Planned>,
  { language }: Reader,
): string[][] {
  let waited = 0;
  const steps = strides.slice(0, MOST_STEPS).map((stride) => {
    const wait = waited === 0 ? 'none' : formatDuration(waited, language);
    waited += stride.wait;
    return stepLines(stride, wait, names, language);
  });
  return [
    [say(language, 'drill.form.about', { client: clientOf(agreement) })],
    [...(isBuiltIn ? [say(language, 'drill.form.built-in')] : []), ...steps.flat()],
    [say(language, 'drill.form.end')],
  ];
}

function stepLines({ step, pages, unfilled }: Stride, wait: string, names: Names, language: string): string[] {
  const responders = [...new Set(pages.map(({ responder }) => responder))];
  const who = responders.map((responder) => {
    const ways = pages.filter((page) => page.responder === responder).map(({ way }) => say(language, 'way', { way }));
    return responder === 'system'
      ? listOf(ways, language)
      : say(language, 'drill.form.person', { name: namedOf(names, responder), ways: ways.join(', ') });
  });
  const missed = unfilled.map(({ responder }) => namedOf(names, responder));
  const first = { step: step + 1, wait };
  return [
    who.length === 0
      ? say(language, 'drill.form.empty', first)
      : say(language, 'drill.form.step', { ...first, who: listOf(who, language) }),
    ...(missed.length === 0 ? [] : [say(language, 'drill.form.missed', { who: listOf(missed, language) })]),
  ];
}

function howBlock(language: string, earnest: number, atOnce: number): KnownBlock {
  const option = (value: 'earnest' | 'at-once', longest: number): PlainTextOption => ({
    value,
    text: plain(say(language, `drill.form.${value}` satisfies Key)),
    description: plain(
      say(language, `drill.form.${value}-about` satisfies Key, { longest: formatDuration(longest, language) }),
    ),
  });
  const usual = option('earnest', earnest);
  const options = [usual, option('at-once', atOnce)];
  const element = { type: 'radio_buttons' as const, action_id: 'how', options, initial_option: usual };
  return { type: 'input', block_id: 'how', label: plain(say(language, 'drill.form.how')), element };
}

/** Of one that runs: how to end it. */
export const drillEnd: View<Shown | null> = {
  name: 'emergency-drill-end-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, reader, { subject }): ModalView => {
    const { language } = reader;
    if (shown === null || shown.incident.state === 'resolved')
      return notice(say(language, 'drill-over'), language, 'drill.title');
    const { incident, agreement, names, entries } = shown;
    const until = incident.raisedAt + longestDrill(incident.policy, isAtOnce(entries));
    const values = {
      client: clientOf(agreement),
      name: shownName(names, incident.raisedBy),
      at: at(incident.raisedAt, reader),
      until: at(until, reader),
    };
    return {
      type: 'modal',
      callback_id: 'emergency-drill-end',
      private_metadata: String(subject),
      title: plain(say(language, 'drill.title')),
      submit: plain(say(language, 'drill.form.stop')),
      close: plain(say(language, 'form.close')),
      blocks: [section(say(language, 'drill.form.running', values))],
    };
  },
};

/** A client's name with nothing in it that Slack would take for markup. */
export function clientOf({ client }: Agreement): string {
  return client.name.replaceAll(/[<>&*_~`]/g, ' ');
}

/** What whoever is paged in a drill reads in Slack. */
export function drillMessage(shown: Shown, reader: Reader): Rendered {
  const { incident, agreement, names, entries } = shown;
  const { language, userId } = reader;
  const client = clientOf(agreement);
  const answer = entries.find(({ kind, by }) => kind === 'acknowledged' && by === userId);
  const isOver = incident.state === 'resolved';
  const isReal = entries.some(({ kind, data }) => kind === 'resolved' && data.because === 'emergency');
  const lines = [
    say(language, 'drill.page.slack', { client }),
    say(language, 'drill.page.about', { client, name: shownName(names, incident.raisedBy) }),
    ...(answer === undefined || userId === null
      ? []
      : [
          say(language, 'drill.page.yours', {
            after: took(answer.at - pagedAt(entries, userId, incident.raisedAt), language),
          }),
        ]),
    ...(isOver ? [say(language, isReal ? 'drill.page.real' : 'drill.page.over')] : []),
    ...(isOver || answer !== undefined ? [] : [say(language, 'drill.page.press')]),
  ];
  const have = { ...button('emergency-have', say(language, 'button.have'), incident.id), style: 'primary' as const };
  return message(lines, isOver || answer !== undefined ? [] : [{ type: 'actions', elements: [have] }]);
}

/** The same for other ways, which mark a drill themselves. */
export function drillText({ incident, agreement, names }: Shown, { language }: Reader): PageText {
  const client = agreement.client.name;
  const name = names.get(incident.raisedBy) ?? say(language, 'somebody');
  return {
    title: say(language, 'drill.page.title', { client }),
    text: [say(language, 'drill.page.about', { client, name }), say(language, 'drill.page.press-plain')].join('\n'),
    link: null,
  };
}
