/** What the owner is told besides times. */
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { insteadLine, linkLine, nameOf } from './lines.ts';
import { loadMatter, loadNames, type Matter, type Names } from './matter.ts';
import { plainly, textOf } from './notice.ts';

type Facts = { matter: Matter | null; names: Names };

/** An answer that had counted was deleted. */
export const answerDeleted: View<Facts> = {
  name: 'answer-deleted',
  load: async (ask, data, reader) => {
    const matter = await loadMatter(ask, textOf(data.subject) ?? '', reader);
    return {
      matter,
      names: await loadNames(ask, [textOf(data.by) ?? '', textOf(data.standsInFor) ?? ''], matter?.agreement ?? null),
    };
  },
  render: ({ matter, names }, reader, { by, standsInFor }) => {
    if (matter === null) return null;
    const values = { by: nameOf(names, textOf(by), reader), client: escapeName(matter.client) };
    const away = textOf(standsInFor);
    const instead = away === null ? [] : [insteadLine(names, away, reader)];
    const words = say(reader.language, 'answer-deleted', values);
    return plainly([`${words} ${linkLine(matter, reader)}`, ...instead].join('\n'));
  },
};
