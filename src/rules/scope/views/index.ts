import type { View } from '../../../engine/rule.ts';

/** Everything this rule draws by itself. */
export const views: readonly View[] = [];
