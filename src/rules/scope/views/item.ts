/** The form in which one item of the list is added, changed or taken out. Field names are action ids. */

import type { KnownBlock, ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { LONGEST, type ScopeItem, scopeOf } from '../../../agreement/scope-list.ts';
import { plain, section } from '../../../engine/blocks.ts';
import { readClientSubject } from '../../../engine/client-subject.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeName } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';

type ItemFacts = { agreement: Agreement; item: ScopeItem | null } | null;

export const itemForm: View<ItemFacts> = {
  name: 'scope-item',
  load: async (ask, { subject, item }) => {
    const named = readClientSubject(readFormSubject(String(subject)).about);
    const agreement = named === null ? null : await ask('agreement', { clientId: named.clientId });
    if (agreement === null) return null;
    return { agreement, item: scopeOf(agreement).items.find(({ id }) => id === item) ?? null };
  },
  render: () => null,
  form: (facts, { language }, { subject }): ModalView => {
    const item = facts?.item ?? null;
    const client = escapeName(facts?.agreement.client.name ?? '');
    const sides = (['in', 'out', ...(item === null ? [] : (['gone'] as const))] as const).map((side) => ({
      text: plain(say(language, `edit.side.${side}`)),
      value: side,
    }));
    const chosen = sides.find(({ value }) => value === (item?.kind ?? 'in'));
    const text = (name: string, now: string | undefined, most: number, multiline = false) => ({
      type: 'plain_text_input' as const,
      action_id: name,
      max_length: most,
      multiline,
      ...(now ? { initial_value: now.slice(0, most) } : {}),
    });
    const field = (name: string, element: object, optional = true): KnownBlock =>
      ({
        type: 'input',
        block_id: name,
        optional,
        label: plain(say(language, `edit.${name}` as Key)),
        ...hintOf(name, language),
        element,
      }) as KnownBlock;
    return {
      type: 'modal',
      callback_id: 'scope-item',
      private_metadata: String(subject),
      title: plain(say(language, item === null ? 'edit.new' : 'edit.change')),
      submit: plain(say(language, 'edit.save')),
      close: plain(say(language, 'form.cancel')),
      blocks: [
        section(say(language, 'edit.about', { client })),
        field('title', text('title', item?.title, LONGEST.title), false),
        field(
          'side',
          { type: 'static_select', action_id: 'side', options: sides, ...(chosen && { initial_option: chosen }) },
          false,
        ),
        field('allowance', text('allowance', allowanceOf(item), 60)),
        field('description', text('description', item?.description, LONGEST.description, true)),
        field('examples', text('examples', item?.examples?.join('\n'), 3000, true)),
        field('keywords', text('keywords', item?.keywords?.join(', '), 1000)),
        field('id', text('id', item?.id, LONGEST.id)),
      ],
    };
  },
};

function allowanceOf(item: ScopeItem | null): string | undefined {
  return item?.allowance === undefined ? undefined : `${item.allowance.amount / 100} ${item.allowance.unit}`;
}

function hintOf(name: string, language: string) {
  if (!['allowance', 'examples', 'id'].includes(name)) return {};
  return { hint: plain(say(language, `edit.${name}-hint` as Key)) };
}
