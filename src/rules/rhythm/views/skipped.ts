/** What was left out while nothing ran, to whoever it concerns: one message, however much it was. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { titleOfPlanned } from '../../../agreement/planned.ts';
import { sections } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { readSkipped, SKIPPED_VIEW, type Skipped, type SkippedKind } from '../../../engine/skipped.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { plannedTitle, say } from '../words.ts';

const MOST_LINES = 40;

const keyOf = (kind: SkippedKind) =>
  kind === 'meeting' ? 'skipped.agenda' : kind === 'recap' ? 'skipped.recap' : 'skipped.line';

type Facts = (Skipped & { agreement: Agreement })[];

/** Of a meeting without its agenda it goes without saying that nobody was asked what came of it. */
const isSaid = ({ kind, clientId, id, first }: Skipped, all: Facts) =>
  kind === 'recap' &&
  all.some((one) => one.kind === 'meeting' && one.clientId === clientId && one.id === id && one.first === first);

export const skipped: View<Facts> = {
  name: SKIPPED_VIEW,
  load: async (ask, { subject, subjects }) => {
    const all = readSkipped(subjects ?? subject);
    const agreements = await ask('agreements', { clientIds: [...new Set(all.map(({ clientId }) => clientId))] });
    return all.flatMap((one) => {
      const agreement = agreements.find(({ id }) => id === one.clientId);
      return agreement === undefined ? [] : [{ ...one, agreement }];
    });
  },
  render: (facts, reader) => {
    if (facts.length === 0) return null;
    const { language } = reader;
    const sorted = facts.filter((one) => !isSaid(one, facts)).toSorted((one, other) => one.first - other.first);
    const lines = sorted.slice(0, MOST_LINES).map((one) => {
      const { agreement, kind, first, count } = one;
      const of = kind === 'recap' ? 'meeting' : kind;
      return say(language, keyOf(kind), {
        client: escapeName(agreement.client.name),
        title: escapeName(
          plannedTitle({ ...one, kind: of, title: titleOfPlanned(agreement, { ...one, kind: of }) }, language),
        ),
        at: formatInstant(first, reader),
        more: count - 1,
      });
    });
    const more = sorted.length - lines.length;
    const all = [
      say(language, 'skipped.title'),
      ...lines,
      ...(more > 0 ? [say(language, 'skipped.more', { count: more })] : []),
      say(language, 'skipped.next'),
    ];
    return { text: all.join('\n'), blocks: sections(all) };
  },
};
