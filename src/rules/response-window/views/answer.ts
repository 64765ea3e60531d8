/** The private word to whoever pressed: what was noted, or what already was so, with a way back. */

import { section } from '../../../engine/blocks.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { undoButton } from './buttons.ts';
import { nameOf, pressName, settledLine, time } from './lines.ts';
import { loadMatter, loadNames, type Matter, type Names } from './matter.ts';
import { plainly, textOf } from './notice.ts';

type AnswerFacts = { matter: Matter | null; names: Names };

export const answer: View<AnswerFacts> = {
  name: 'answer',
  load: async (ask, data, reader) => {
    const matter = typeof data.subject === 'string' ? await loadMatter(ask, data.subject, reader) : null;
    const persons = [data.to, data.before].filter((one) => typeof one === 'string');
    return { matter, names: await loadNames(ask, persons, matter?.agreement ?? null) };
  },
  render: (facts, reader, data) => {
    const rendered = plainly(wordsFor(facts, reader, data));
    const { undo, subject } = data;
    if (typeof undo !== 'string' || typeof subject !== 'string') return rendered;
    const elements = [undoButton(undo, facts.matter?.subject ?? subject, reader)];
    return { ...rendered, blocks: [section(rendered.text), { type: 'actions', elements }] };
  },
};

function wordsFor({ matter, names }: AnswerFacts, reader: Reader, data: ViewData): string {
  const { language } = reader;
  const settled = matter === null ? null : settledLine(matter, reader);
  const key = `answer.${textOf(data.what) ?? ''}` as Key;
  return say(language, key, {
    client: escapeName(matter?.client ?? ''),
    to: nameOf(names, textOf(data.to), reader),
    isYours: data.to === reader.userId ? 'yes' : 'no',
    before: nameOf(names, textOf(data.before), reader),
    until: typeof data.until === 'number' ? time(data.until, reader) : '',
    press: typeof data.mark === 'string' ? pressName(data.mark, reader) : '',
    settled: settled ?? say(language, 'settled.gone'),
    isDue: matter === null ? 'no' : 'yes',
    due: matter === null ? '' : time(matter.reply.dueAt, reader),
  });
}
