/** Opens the form in which a win is written, with what is known already in it. */
import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { messageSubject } from '../../engine/message-subject.ts';
import { LONGEST_WIN } from '../../engine/win.ts';
import type { RequestFacts } from './load.ts';

/** What was typed behind the command, or what the message says, stands in it. */
export function formOf(event: EventOf<'CommandGiven' | 'ShortcutUsed'>, { agreement, message }: RequestFacts): Effect {
  const text = event.kind === 'CommandGiven' ? event.words.trim().replace(/^\S+\s*/, '') : (event.text ?? '');
  const subject = message === null ? clientSubject(agreement.id) : messageSubject(message);
  return {
    ...{ kind: 'answer', how: 'open-form', view: 'win-form' },
    data: {
      subject,
      clientId: agreement.id,
      author: message?.author ?? null,
      whose: message === null || message.isClients ? 'client' : 'ours',
    },
    ...(text === '' ? {} : { words: text.slice(0, LONGEST_WIN) }),
  };
}
