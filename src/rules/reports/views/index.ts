import type { View } from '../../../engine/rule.ts';
import { earlier, list } from './archive.ts';
import { more, post } from './client.ts';
import { draft } from './draft.ts';
import { editForm, overForm, skipForm } from './forms.ts';
import { figures, late, said, twice, undelivered } from './notices.ts';
import { markdown, page, shown } from './shown.ts';

/** Everything this rule draws. */
export const views = [
  ...[draft, late, undelivered, figures, twice, said],
  ...[editForm, skipForm, overForm, shown, markdown, page, list],
  ...[post, more, earlier],
] as readonly View[];
