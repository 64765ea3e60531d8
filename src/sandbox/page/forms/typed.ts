/** What a person has typed into forms and has not sent: it stays when the app draws the form anew. */
import type { View } from '../../slack/model.ts';
import { type Entered, elementIn, fromState, type GivenElement, toChosen } from '../blocks/elements/entered.ts';
import type { Chosen } from '../blocks/names.ts';
import { givenIn, textIn } from '../blocks/reading.ts';

/** By view, then by `block_id/action_id`; the element's type says whether it still fits. */
export type Typed = Record<string, Record<string, { type: string; value: Entered }>>;

/** How a field of a form is called. */
export function fieldName(blockId: string, element: GivenElement): string {
  return `${blockId}/${element.action_id}`;
}

/** What stands in a field: what was typed, else what the form holds, else what it starts with. */
export function enteredIn(view: View, typed: Typed, blockId: string, element: GivenElement): Entered {
  const own = typed[view.id]?.[fieldName(blockId, element)];
  if (own?.type === element.type) return own.value;
  return fromState(element, view.state.values[blockId]?.[element.action_id]);
}

/** What was typed, with one field more. */
export function withTyped(typed: Typed, view: View, blockId: string, element: GivenElement, value: Entered): Typed {
  const own = { ...typed[view.id], [fieldName(blockId, element)]: { type: element.type, value } };
  return { ...typed, [view.id]: own };
}

/** All that was typed into fields that the form still has, as it is handed on. */
export function chosenIn(view: View, typed: Typed): Record<string, Chosen> {
  const chosen: Record<string, Chosen> = {};
  for (const { blockId, element } of fieldsOf(view)) {
    const own = typed[view.id]?.[fieldName(blockId, element)];
    if (own?.type === element.type) chosen[fieldName(blockId, element)] = toChosen(element, own.value);
  }
  return chosen;
}

function fieldsOf(view: View): { blockId: string; element: GivenElement }[] {
  return view.blocks.flatMap((block) =>
    [block.element, block.accessory, ...givenIn(block.elements)].flatMap((one) => {
      const element = elementIn(one);
      return element === null ? [] : [{ blockId: textIn(block.block_id), element }];
    }),
  );
}
