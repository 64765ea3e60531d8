import type { View } from '../../../engine/rule.ts';
import { formView } from './form.ts';
import { over, stale, word } from './over.ts';

/** Everything this rule draws; it is handed what the rules can post to a client by themselves. */
export function viewsFor(permissions: readonly string[]): readonly View[] {
  return [formView(permissions), over, stale, word] as readonly View[];
}
