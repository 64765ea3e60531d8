import type { Method } from '../method.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { userMethods } from './users.ts';

/** Every method of the Web API that the stand-in knows, by name. */
export const methods: Record<string, Method> = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...userMethods,
};
