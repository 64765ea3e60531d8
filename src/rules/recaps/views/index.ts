import type { View } from '../../../engine/rule.ts';
import { action, list, said } from './actions.ts';
import { ask, missing, notPosted, waits } from './ask.ts';
import { form, missingForm, over, preview } from './form.ts';
import { post, reminder } from './post.ts';

/** Everything this rule draws. */
export const views = [
  ask,
  form,
  preview,
  post,
  reminder,
  missingForm,
  missing,
  notPosted,
  waits,
  action,
  list,
  said,
  over,
] as readonly View[];
