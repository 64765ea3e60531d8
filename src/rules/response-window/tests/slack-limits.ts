/** What Slack refuses in a message or form, as its documentation lists it. Gives every breach found, in words. */
import type { ModalView } from '@slack/types';
import type { Rendered } from '../../../engine/rule.ts';

type Node = Record<string, unknown>;

const textLimits: Record<string, number> = {
  section: 3000,
  context: 3000,
  header: 150,
  button: 75,
  label: 2000,
  hint: 2000,
  option: 75,
  title: 24,
  submit: 24,
  close: 24,
};

/** A message that may be posted and updated later: whole text at most 4,000 characters. */
export function faultsOfMessage({ text, blocks }: Rendered): string[] {
  return [
    ...(text.trim() === '' ? ['no text'] : []),
    ...(text.length > 4000 ? [`text of ${text.length}`] : []),
    ...(blocks.length > 50 ? [`${blocks.length} blocks`] : []),
    ...blocks.flatMap((block) => faultsOfBlock(block as unknown as Node)),
  ];
}

export function faultsOfForm(view: ModalView): string[] {
  const { title, submit, close, blocks } = view;
  return [
    ...textFaults('title', title),
    ...textFaults('submit', submit),
    ...textFaults('close', close),
    ...((view.private_metadata ?? '').length > 3000 ? ['metadata too long'] : []),
    ...(blocks.length > 100 ? [`${blocks.length} blocks`] : []),
    ...(blocks.some(({ type }) => type === 'input') && submit === undefined ? ['input without submit'] : []),
    ...blocks.flatMap((block) => faultsOfBlock(block as unknown as Node)),
  ];
}

function faultsOfBlock(block: Node): string[] {
  const elements = (block.elements ?? []) as Node[];
  switch (block.type) {
    case 'section':
      return textFaults('section', block.text);
    case 'header':
      return textFaults('header', block.text);
    case 'context':
      return [
        ...(elements.length > 10 ? ['context too long'] : []),
        ...elements.flatMap((one) => textFaults('context', one)),
      ];
    case 'actions': {
      const ids = elements.map(({ action_id: id }) => id);
      return [
        ...(elements.length === 0 || elements.length > 25 ? [`${elements.length} buttons`] : []),
        ...(new Set(ids).size < ids.length ? ['action id twice in one block'] : []),
        ...elements.flatMap((one) => [
          ...textFaults('button', one.text ?? one.placeholder),
          ...(String(one.value).length > 2000 ? ['value too long'] : []),
          ...(String(one.action_id).length > 255 ? ['action id too long'] : []),
        ]),
      ];
    }
    case 'input':
      return inputFaults(block);
    default:
      return [`unknown block ${String(block.type)}`];
  }
}

function inputFaults({ label, hint, element }: Node): string[] {
  const { type, options = [], initial_option: initial } = element as Node & { options?: Node[] };
  if (type !== 'static_select') return [...textFaults('label', label), ...(hint ? textFaults('hint', hint) : [])];
  return [
    ...textFaults('label', label),
    ...(options.length === 0 || options.length > 100 ? [`${options.length} options`] : []),
    ...options.flatMap((one) => [
      ...textFaults('option', one.text),
      ...(String(one.value).length > 75 ? ['option value too long'] : []),
    ]),
    ...(initial !== undefined && !options.some(({ value }) => value === (initial as Node).value)
      ? ['initial option unknown']
      : []),
  ];
}

function textFaults(where: string, object: unknown): string[] {
  const { text } = (object ?? {}) as { text?: string };
  if (text === undefined || text.length === 0) return [`empty ${where}`];
  const limit = textLimits[where] ?? 3000;
  return text.length > limit ? [`${where} of ${text.length}`] : [];
}
