/** What staff read of a milestone: its owner is asked, a manager hears of one nobody said a word of, and a word went nowhere. */
import { button } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';
import { buttons, day, loadShown, message, nameOf, type Shown, stateLine, titleOf, when } from './shown.ts';

type AskFacts = (Shown & { insteadOf: string; reachedBy: string }) | null;

export const ask: View<AskFacts> = {
  name: 'milestone-ask',
  mood: 'light',
  load: async (asking, { milestone, insteadOf }) => {
    const shown = await loadShown(asking, milestone);
    if (shown === null) return null;
    const reachedBy = await nameOf(asking, shown.milestone.reachedBy);
    return { ...shown, reachedBy, insteadOf: await nameOf(asking, typeof insteadOf === 'string' ? insteadOf : null) };
  },
  pointless: (facts) => (facts?.milestone.state === 'ahead' ? null : 'over'),
  render: (facts, reader) => {
    if (facts === null) return null;
    const { milestone, agreement, insteadOf } = facts;
    const { language } = reader;
    const title = say(language, 'ask.title', { title: titleOf(facts), client: escapeName(agreement.client.name) });
    const isOpen = milestone.state === 'ahead' && (milestone.onTrackAt === null || when(facts, reader) !== 'ahead');
    const question = say(language, 'ask.question', { when: when(facts, reader) });
    return message(
      [
        title,
        stateLine(facts, facts, reader),
        ...(insteadOf === '' ? [] : [say(language, 'ask.instead', { name: insteadOf })]),
        ...(isOpen ? [question] : []),
      ],
      buttons(facts, reader),
    );
  },
};

type LateFacts = (Shown & { owner: string; reachedBy: string }) | null;

export const late: View<LateFacts> = {
  name: 'milestone-late',
  mood: 'light',
  load: async (asking, { milestone, owner }) => {
    const shown = await loadShown(asking, milestone);
    if (shown === null) return null;
    return {
      ...shown,
      owner: await nameOf(asking, String(owner)),
      reachedBy: await nameOf(asking, shown.milestone.reachedBy),
    };
  },
  pointless: (facts) => (facts?.milestone.state === 'ahead' ? null : 'over'),
  render: (facts, reader) => {
    if (facts === null) return null;
    const { language } = reader;
    const values = { title: titleOf(facts), client: escapeName(facts.agreement.client.name), owner: facts.owner };
    const isLate = facts.milestone.state === 'ahead' && when(facts, reader) === 'past';
    return message(
      [
        say(language, 'ask.title', values),
        ...(isLate
          ? [say(language, 'late.line', { ...values, date: day(facts.milestone.date, facts, reader) })]
          : [stateLine(facts, facts, reader)]),
      ],
      buttons(facts, reader),
    );
  },
};

export const unposted: View<Shown | null> = {
  name: 'milestone-unposted',
  load: (asking, { milestone }) => loadShown(asking, milestone),
  render: (shown, { language }, { because }) => {
    if (shown === null) return null;
    const values = { title: titleOf(shown), client: escapeName(shown.agreement.client.name), because: String(because) };
    const again = button('milestone-again', say(language, 'button.again'), shown.milestone.id);
    return message([say(language, 'unposted', values)], [{ type: 'actions', elements: [again] }]);
  },
};

type SaidFacts = (Shown & { reachedBy: string }) | null;

export const said: View<SaidFacts> = {
  name: 'milestone-said',
  load: async (asking, { milestone }) => {
    const shown = await loadShown(asking, milestone);
    return shown === null ? null : { ...shown, reachedBy: await nameOf(asking, shown.milestone.reachedBy) };
  },
  render: (facts, { language }, { what }) => {
    const values = facts === null ? {} : { title: titleOf(facts), name: facts.reachedBy };
    return message([say(language, `said.${String(what)}` as Key, values)]);
  },
};
