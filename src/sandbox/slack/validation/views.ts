import { isRecord } from '../arguments.ts';
import { checkBlocks } from './blocks.ts';
import { anything, type Check, flag, oneOf, shape, text } from './check.ts';
import { plainText } from './texts.ts';

export const VIEW_BYTES = 250_000;

const common = {
  blocks: anything,
  private_metadata: text(3000),
  callback_id: text(255),
  external_id: text(255),
};
const modal: Check = shape(
  {
    ...common,
    type: oneOf('modal'),
    title: plainText(24),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  ['type', 'title', 'blocks'],
);
const home: Check = shape({ ...common, type: oneOf('home') }, ['type', 'blocks']);

/** What Slack would find wrong with a form or a home tab; an empty list when nothing. */
export function checkView(view: Record<string, unknown>): string[] {
  const found: string[] = [];
  (view.type === 'home' ? home : modal)(view, '/view', found);
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  if (!Array.isArray(view.blocks)) found.push('must be an array [json-pointer:/view/blocks]');
  found.push(
    ...checkBlocks(blocks, view.type === 'home' ? 'home' : 'modal').map((one) => one.replace(':/', ':/view/')),
  );
  const asks = blocks.some((one) => isRecord(one) && one.type === 'input');
  if (asks && view.type === 'modal' && view.submit === undefined) {
    found.push('missing required field: submit [json-pointer:/view]');
  }
  return found;
}
