/** How one question is answered: by one function over one connection. */
import type { Conversation } from '../../engine/conversation.ts';
import type { Question, Questions } from '../../engine/facts.ts';
import type { Agreements } from '../agreements.ts';
import type { StoreContext } from '../context.ts';
import type { Session } from '../database.ts';

export type Asking = {
  session: Session;
  workspaceId: string;
  context: StoreContext;
  agreements: Agreements;
  /** This event's conversations, when a fold has just been made. */
  folded: Conversation[] | null;
};

export type Answerer<Name extends Question> = (
  asking: Asking,
  given: Questions[Name]['given'],
) => Promise<Questions[Name]['answer']>;
