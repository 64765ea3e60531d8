import type { Method } from '../method.ts';
import { authMethods } from './auth.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { historyMethods } from './history.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { scheduledMethods } from './scheduled.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every method of the Web API that the stand-in knows, by name. */
export const methods: Record<string, Method> = {
  ...authMethods,
  ...bookmarkMethods,
  ...chatMethods,
  ...conversationMethods,
  ...historyMethods,
  ...pinMethods,
  ...reactionMethods,
  ...scheduledMethods,
  ...userMethods,
  ...viewMethods,
};
