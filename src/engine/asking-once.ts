/**
 * Asks each question once. Those who read one and the same world (all rules of an event, all that one message is drawn
 * from) need not read it twice. It deliberately lives no longer than that reading: whoever writes makes a new one.
 */
import type { Ask, Question, Questions } from './facts.ts';

/** Gives an `ask` that remembers its answers; one that failed is asked again. What is answered is shared, not copied. */
export function askingOnce(ask: Ask): Ask {
  const known = new Map<string, Promise<unknown>>();
  return <Name extends Question>(name: Name, given: Questions[Name]['given']) => {
    const question = `${name} ${JSON.stringify(given)}`;
    const before = known.get(question) as Promise<Questions[Name]['answer']> | undefined;
    if (before !== undefined) return before;
    const answer = ask(name, given);
    known.set(question, answer);
    answer.catch(() => known.delete(question));
    return answer;
  };
}
