import type { View } from '../../../engine/rule.ts';
import { entryView, said, usedForm } from './entry.ts';
import { favours } from './favours.ts';
import { itemForm } from './item.ts';
import { list } from './list.ts';
import { allowanceView, favoursManyView } from './notices.ts';

/** Everything this rule draws. */
export const views = [
  list,
  favours,
  entryView,
  said,
  usedForm,
  itemForm,
  allowanceView,
  favoursManyView,
] as readonly View[];
