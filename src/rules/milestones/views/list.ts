/** `/rules milestones`: what is to be reached, how each stands, and what one can do about it. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { milestonesOf } from '../../../agreement/rhythm.ts';
import { section } from '../../../engine/blocks.ts';
import { type Milestone, newMilestone } from '../../../engine/milestone.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { buttons, message, nameOf, type Shown, stateLine, titleOf } from './shown.ts';

type ListFacts = { agreement: Agreement; all: (Shown & { reachedBy: string })[] } | null;

export const list: View<ListFacts> = {
  name: 'milestones-list',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const kept = await ask('milestonesOf', { clientId: agreement.id });
    const all = [];
    for (const agreed of milestonesOf(agreement)) {
      const known: Milestone | undefined = kept.find(({ milestoneId }) => milestoneId === agreed.id);
      const milestone = known ?? newMilestone(agreement.id, agreed);
      all.push({ milestone, agreement, agreed, reachedBy: await nameOf(ask, milestone.reachedBy) });
    }
    return { agreement, all: all.toSorted((one, other) => (one.milestone.date < other.milestone.date ? -1 : 1)) };
  },
  render: (facts, reader) => {
    const { language } = reader;
    if (facts === null) return message([say(language, 'said.which')]);
    const client = escapeName(facts.agreement.client.name);
    if (facts.all.length === 0) return message([say(language, 'list.empty', { client })]);
    const title = say(language, 'list.title', { client });
    const lines = facts.all.map((one) => ({ one, line: `*${titleOf(one)}*\n${stateLine(one, one, reader)}` }));
    const blocks = lines.flatMap(({ one, line }): KnownBlock[] => [section(line), ...buttons(one, reader)]);
    return { text: [title, ...lines.map(({ line }) => line)].join('\n'), blocks: [section(title), ...blocks] };
  },
};
