/** The form: one step of it, or the whole to be looked at before it counts. */

import type { KnownBlock, ModalView } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { before, type FieldName, fieldsOf, type Place, type Step, steps } from '../fields.ts';
import { loadSheet, offered, type Sheet } from '../load.ts';
import { type Key, say } from '../words.ts';
import { type Drawing, input } from './inputs.ts';
import { changeLines, linesOf } from './lines.ts';

const longestSection = 2900;

/** Makes the view; it is handed what the rules can post to a client by themselves. */
export function formView(permissions: readonly string[]): View<Sheet | null> {
  return {
    name: 'setup',
    load: (ask, { subject }, reader) => loadSheet(ask, String(subject), reader.userId ?? '', reader.now),
    render: () => null,
    form: (sheet, reader, data) => {
      const { language } = reader;
      if (sheet === null) return notice(say(language, 'over.gone', { isNew: 'yes' }), { isNew: true, language });
      const place = [...steps, 'summary' as const].find((one) => one === data.place) ?? 'client';
      const drawing = { sheet, language, permissions };
      const notes = [
        ...(data.isContinued === true ? [section(`_${say(language, 'intro.continued')}_`)] : []),
        ...(typeof data.trouble === 'string'
          ? [section(`${say(language, 'trouble')}\n${escapeMrkdwn(data.trouble)}`)]
          : []),
      ];
      return place === 'summary' ? summary(drawing, notes) : step(place, drawing, notes);
    },
  };
}

function step(place: Step, drawing: Drawing, notes: KnownBlock[]): ModalView {
  const { sheet, language } = drawing;
  const inputs = fieldsOf(place, sheet.isNew).flatMap((name: FieldName) => input(name, drawing) ?? []);
  const number = steps.indexOf(place) + 1;
  const name = say(language, `step.${place}`);
  const heading = sheet.isNew
    ? [{ type: 'context' as const, elements: [plain(say(language, 'step', { number, name }))] }]
    : [];
  const isBack = sheet.draft?.isWhole === true || !sheet.isNew;
  return {
    ...frame(`setup-${place}`, drawing),
    submit: plain(say(language, isBack ? 'button.done' : 'button.next')),
    blocks: [
      ...heading,
      section(say(language, `intro.${place}` satisfies Key)),
      ...notes,
      ...inputs,
      ...(place === 'people' ? morePeople(drawing) : []),
      ...buttons(place, drawing),
    ],
  };
}

function morePeople({ sheet, language }: Drawing): KnownBlock[] {
  const shown = offered(sheet).map(({ userId }) => userId);
  const left = sheet.people.filter(({ userId, standing }) => standing.side !== 'staff' && !shown.includes(userId));
  const count = left.length;
  if (shown.length === 0) return [section(say(language, 'nobody'))];
  return count <= 0 ? [] : [section(say(language, 'intro.people-more', { count }))];
}

/** Back, and for a new agreement the way out. */
function buttons(place: Place, { sheet, language }: Drawing): KnownBlock[] {
  const subject = standing(sheet.about, sheet.stands);
  const back = before(place);
  const elements = [
    ...(back === null || !sheet.isNew ? [] : [button(`setup-to-${back}`, say(language, 'button.back'), subject)]),
    ...(sheet.isNew && (place === 'client' || place === 'summary') ? [throwAway(subject, language)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function throwAway(subject: string, language: string) {
  return {
    ...button('setup-throw-away', say(language, 'button.throw-away'), subject),
    confirm: {
      title: plain(say(language, 'confirm.yes')),
      text: plain(say(language, 'confirm.throw-away')),
      confirm: plain(say(language, 'confirm.yes')),
      deny: plain(say(language, 'confirm.no')),
    },
  };
}

function summary(drawing: Drawing, notes: KnownBlock[]): ModalView {
  const { sheet, language } = drawing;
  const subject = standing(sheet.about, sheet.stands);
  const changed = sheet.isNew ? [] : changeLines(sheet.base, sheet.values, language);
  const intro = sheet.isNew
    ? say(language, 'summary.check')
    : say(language, 'summary.in-force', { version: sheet.stands });
  return {
    ...frame('setup-summary', drawing),
    submit: plain(say(language, 'button.begin')),
    blocks: [
      section(intro),
      ...notes,
      ...(changed.length === 0 ? [] : [section(cut([say(language, 'summary.changed'), ...changed].join('\n')))]),
      ...steps.map((one) => ({
        ...section(cut(partOf(one, sheet, language))),
        accessory: button(`setup-to-${one}`, say(language, 'button.change'), subject),
      })),
      ...buttons('summary', drawing),
    ],
  };
}

/** One part of the whole, with its heading. */
export function partOf(step: Step, sheet: Sheet, language: string): string {
  return [say(language, `part.${step}`), ...linesOf(step, sheet, language)].join('\n');
}

function frame(name: string, { sheet, language }: Drawing) {
  return {
    type: 'modal' as const,
    callback_id: name,
    private_metadata: standing(sheet.about, sheet.stands),
    title: plain(say(language, sheet.isNew ? 'title.new' : 'title.change')),
    close: plain(say(language, sheet.isNew ? 'button.later' : 'button.cancel')),
  };
}

/** A form in which nothing is asked any more. */
export function notice(
  text: string,
  { isNew, language }: { isNew: boolean } & Pick<Reader, 'language'>,
  more: KnownBlock[] = [],
): ModalView {
  return {
    type: 'modal',
    callback_id: 'setup-over',
    title: plain(say(language, isNew ? 'title.new' : 'title.change')),
    close: plain(say(language, 'button.close')),
    blocks: [section(cut(text)), ...more],
  };
}

/** Slack's limit of a block, at the end of a line where there is one. */
export function cut(text: string): string {
  if (text.length <= longestSection) return text;
  const whole = text.slice(0, longestSection);
  return `${whole.slice(0, Math.max(whole.lastIndexOf('\n'), 1))}\n…`;
}
