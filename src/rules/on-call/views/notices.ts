/** What people are told by message: that somebody changed when they are on call. */
import { button } from '../../../engine/blocks.ts';
import type { View } from '../../../engine/rule.ts';
import { say } from '../words.ts';
import { loadNames, type Names, nameOf, pieces, spanText } from './lines.ts';

/** To whoever takes over or is taken over from, swaps, or has it back. */
const changed: View<{ names: Names; isKept: boolean }> = {
  name: 'on-call-changed',
  load: async (ask, data) => {
    const ids = [data.userId, data.otherId, data.by].map((id) => (typeof id === 'string' ? id : null));
    const found = typeof data.override === 'string' ? await ask('override', { id: data.override }) : [];
    return { names: await loadNames(ask, await ask('agency', {}), ids), isKept: found.length > 0 };
  },
  render: ({ names, isKept }, reader, data) => {
    const { userId, since, until, otherId, otherSince, otherUntil, rota, by, what, override } = data;
    const { language } = reader;
    const values = {
      by: nameOf(names, String(by)),
      rota: String(rota),
      person: nameOf(names, String(userId)),
      isYou: userId === reader.userId ? 'yes' : 'no',
      when: spanText({ since: Number(since), until: Number(until) }, reader),
      isSwap: typeof otherId === 'string' ? 'yes' : 'no',
      other: nameOf(names, typeof otherId === 'string' ? otherId : ''),
      isOther: otherId === reader.userId ? 'yes' : 'no',
      otherWhen: spanText({ since: Number(otherSince ?? 0), until: Number(otherUntil ?? 0) }, reader),
    };
    if (what === 'took-back') return pieces(say(language, 'changed.took-back', values));
    const text = say(language, what === 'swapped-for' ? 'changed.swapped' : 'changed.took-over', values);
    const back = button('oncall-back', say(language, 'button.back'), String(override));
    return isKept ? pieces(text, { type: 'actions', elements: [back] }) : pieces(text);
  },
};

export const notices = [changed] as View[];
