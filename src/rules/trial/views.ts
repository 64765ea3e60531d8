import type { KnownBlock } from '@slack/types';
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { zoneOfClient } from '../../agreement/client-zone.ts';
import { button, section } from '../../engine/blocks.ts';
import { readClientSubject } from '../../engine/client-subject.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Ask, SaidMessage } from '../../engine/facts.ts';
import { type HeldBack, type HeldBackCount, heldBackView } from '../../engine/held-back.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeName, formatInstant } from '../../language/messages.ts';
import { type Key, say } from './words.ts';

type ViewNamed = (name: string) => View | null;

/** What the client would have read, and how they read. */
type Inner = { view: View; facts: unknown; reader: Reader };
type HeldFacts = { held: HeldBack | null; inner: Inner | null; client: string; channel: string; by: string };
type Shown = { held: HeldBack; text: string };
type TrialFacts = {
  agreement: Agreement | null;
  counts: HeldBackCount[];
  latest: Shown[];
  isManager: boolean;
};

/** Beside the message itself a header, a line and the buttons have to fit into Slack's fifty blocks. */
const MOST_BLOCKS = 45;
const LATEST = 5;
const LONGEST_EXCERPT = 160;

/** The rule's views; what was held back is drawn by the view of the rule that would have said it. */
export function viewsFor(viewNamed: ViewNamed): readonly View[] {
  return [heldBack(viewNamed), trial(viewNamed), answer] as View[];
}

const heldBack = (viewNamed: ViewNamed): View<HeldFacts> => ({
  name: heldBackView,
  load: async (ask, data, reader) => {
    const held = await ask('heldBack', { key: String(data.heldKey) });
    const channel = await ask('channel', { channelId: String(data.heldIn) });
    const agreement = channel?.clientId ? await ask('agreement', { clientId: channel.clientId }) : null;
    const judge = held?.verdictBy == null ? null : await ask('person', { userId: held.verdictBy });
    return {
      held,
      inner: await innerOf(ask, viewNamed(String(data.heldView)), data, { agreement, now: reader.now }),
      client: agreement?.client.name ?? '',
      channel: channel === null ? '' : `<#${channel.slackChannelId}>`,
      by: escapeName(judge?.name ?? '') || `<@${held?.verdictBy ?? ''}>`,
    };
  },
  pointless: ({ inner }, _reader, data) => inner?.view.pointless?.(inner.facts, inner.reader, data) ?? null,
  render: (facts, reader, data) => {
    const { held, inner, channel } = facts;
    const drawn = inner === null ? null : inner.view.render(inner.facts, inner.reader, data);
    if (held === null || drawn === null) return null;
    const title = say(reader.language, 'held.title', { client: escapeName(facts.client), channel });
    const verdict = say(reader.language, `held.${held.verdict ?? 'ask'}` satisfies Key, { by: facts.by });
    const own: KnownBlock[] = drawn.blocks.length > 0 ? drawn.blocks.slice(0, MOST_BLOCKS) : [section(drawn.text)];
    return {
      text: [title, drawn.text, verdict].join('\n'),
      blocks: [
        section(title),
        { type: 'divider' },
        ...own,
        { type: 'divider' },
        section(verdict),
        buttons(held, reader),
      ],
    };
  },
});

function buttons({ id }: HeldBack, { language }: Reader): KnownBlock {
  return {
    type: 'actions',
    elements: (['right', 'wrong'] as const).map((verdict) =>
      button(`trial-${verdict}`, say(language, `button.${verdict}`), id),
    ),
  };
}

/** How it reads: as the client would have read it, or, where it is said to staff only, as whoever asks does. */
async function textOf(
  ask: Ask,
  viewNamed: ViewNamed,
  { view, data }: SaidMessage,
  { agreement, held, reader }: { agreement: Agreement | null; held: HeldBack; reader: Reader },
): Promise<string> {
  if (typeof data.heldView === 'string') {
    const inner = await innerOf(ask, viewNamed(data.heldView), data, { agreement, now: held.at });
    return inner?.view.render(inner.facts, inner.reader, data)?.text ?? '';
  }
  const own = viewNamed(view);
  return own?.render(await own.load(ask, data, reader), reader, data)?.text ?? '';
}

/** In the client's language and zone, as `draw.ts` reads a channel of theirs. */
async function innerOf(
  ask: Ask,
  view: View | null,
  data: ViewData,
  { agreement, now }: { agreement: Agreement | null; now: number },
): Promise<Inner | null> {
  if (view === null || agreement === null) return null;
  const timeZone = zoneOfClient(agreement);
  const reader: Reader = { userId: null, language: agreement.client.language, timeZone, side: 'client', now };
  return { view, facts: await view.load(ask, data, reader), reader };
}

/** How the trial goes: how often it was right, the latest, and for a manager the way out or in. */
const trial = (viewNamed: ViewNamed): View<TrialFacts> => ({
  name: 'trial',
  load: async (ask, { subject }, reader) => {
    const clientId = readClientSubject(String(subject))?.clientId ?? '';
    const agreement = await ask('agreement', { clientId });
    const latest: Shown[] = [];
    for (const held of await ask('heldBackOf', { clientId, most: LATEST })) {
      const said = await ask('saidUnder', { key: held.key });
      latest.push({ held, text: said === null ? '' : await textOf(ask, viewNamed, said, { agreement, held, reader }) });
    }
    return {
      agreement,
      counts: await ask('heldBackCounts', { clientId }),
      latest,
      isManager: await managesIt(ask, agreement, reader.userId),
    };
  },
  render: ({ agreement, counts, latest, isManager }, reader, { subject, isNew }) => {
    if (agreement === null) return null;
    const { language } = reader;
    const isTrial = agreement.trial === true;
    const { state, press, label } = wordsOf(isTrial, isNew === true);
    const lines = [
      say(language, state, { client: escapeName(agreement.client.name) }),
      ...precisionLines(counts, reader),
      ...latest.map((one) => latestLine(one, reader)),
    ];
    const text = lines.join('\n');
    const blocks: KnownBlock[] = [section(text)];
    if (isManager) blocks.push({ type: 'actions', elements: [button(press, say(language, label), String(subject))] });
    else if (isTrial) blocks.push(section(say(language, 'ask-manager')));
    return { text, blocks };
  },
});

/** What is said of how it stands, and what a manager can do about it: right after a change that is to undo it. */
function wordsOf(isTrial: boolean, isNew: boolean): { state: Key; press: string; label: Key } {
  if (isTrial) {
    const label = isNew ? 'button.undo-start' : 'button.end';
    return { state: isNew ? 'state.begun' : 'state.on', press: 'trial-end', label };
  }
  const label = isNew ? 'button.undo-end' : 'button.start';
  return { state: isNew ? 'state.gone-live' : 'state.off', press: 'trial-start', label };
}

async function managesIt(ask: Ask, agreement: Agreement | null, userId: string | null): Promise<boolean> {
  if (agreement === null || userId === null) return false;
  const agency = await ask('agency', {});
  const all = [...managersOf(agreement, agency ?? undefined), ...(agency?.managers ?? []), ...(agency?.admins ?? [])];
  return all.some(({ id }) => id === userId);
}

function precisionLines(counts: readonly HeldBackCount[], { language }: Reader): string[] {
  if (counts.length === 0) return [say(language, 'none')];
  const rules = [...new Set(counts.map(({ rule }) => rule))].sort();
  return rules.map((rule) => {
    const of = (verdict: HeldBackCount['verdict']) =>
      counts.find((one) => one.rule === rule && one.verdict === verdict)?.count ?? 0;
    const [right, wrong, open] = [of('right'), of('wrong'), of(null)];
    const judged = right + wrong;
    const precision =
      judged === 0 ? say(language, 'precision.none') : say(language, 'precision', { part: right / judged });
    return say(language, 'kind', { kind: kindOf(rule, language), right, wrong, open, precision });
  });
}

/** What a rule says to clients, as people call it; its own name where it has none here. */
function kindOf(rule: string, language: string): string {
  const known = (['out-of-hours', 'flags'] as const).find((one) => one === rule);
  return known === undefined ? rule : say(language, `kind-of.${known}`);
}

function latestLine({ held, text }: Shown, reader: Reader): string {
  const at = formatInstant(held.at, reader);
  const verdict = say(reader.language, `verdict.${held.verdict ?? 'open'}` satisfies Key);
  const [line = ''] = text.split('\n');
  const words = line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT).replace(/\s\S*$/, '')}…` : line;
  return say(reader.language, 'latest', {
    at,
    verdict,
    words: words === '' ? say(reader.language, 'no-words') : words,
  });
}

/** The private word to whoever pressed. */
const answer: View<null> = {
  name: 'trial-answer',
  load: () => Promise.resolve(null),
  render: (_, { language }, { what }): Rendered => {
    const text = say(language, `answer.${what}` as Key);
    return { text, blocks: [section(text)] };
  },
};
