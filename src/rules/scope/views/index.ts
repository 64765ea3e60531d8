import type { View } from '../../../engine/rule.ts';
import { countedView } from './counted.ts';
import { entryView, said } from './entry.ts';
import { favours } from './favours.ts';
import { favourForm, usedForm } from './forms.ts';
import { confirmView, importedView, importForm } from './import.ts';
import { itemForm } from './item.ts';
import { list } from './list.ts';
import { allowanceView, favoursManyView } from './notices.ts';
import { recapView } from './recap.ts';

/** Everything this rule draws. */
export const views = [
  list,
  favours,
  entryView,
  said,
  countedView,
  usedForm,
  favourForm,
  itemForm,
  importForm,
  confirmView,
  importedView,
  allowanceView,
  favoursManyView,
  recapView,
] as readonly View[];
