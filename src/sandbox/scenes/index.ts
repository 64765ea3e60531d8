/** Every story, in the order in which `npm start` tells them. */
import { lateAnswer } from './late-answer.ts';
import { secondThoughts } from './second-thoughts.ts';
import type { Scene } from './stage.ts';
import { thanks } from './thanks.ts';

export const scenes: readonly Scene[] = [lateAnswer, thanks, secondThoughts];
