import type { View } from '../../../engine/rule.ts';
import { back, kept, told } from './answers.ts';
import { evenings } from './evenings.ts';
import { form } from './form.ts';
import { list } from './list.ts';
import { held, notSent, nudge, nudges } from './notices.ts';
import { post } from './post.ts';

export const views: readonly View[] = [
  post,
  kept,
  told,
  back,
  list,
  form,
  nudge,
  nudges,
  notSent,
  held,
  evenings,
] as View[];
