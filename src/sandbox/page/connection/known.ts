/** What a window knows of its server's world: named parts, and the messages of the channel it looks at. */
import type { Frame, Parts } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';

export type Known = {
  parts: Partial<Parts>;
  /** In order of `ts`, answers in threads among them. */
  messages: Message[];
  /** "Only visible to you", in order of `ts`. */
  ephemerals: Message[];
};

export const nothingKnown: Known = { parts: {}, messages: [], ephemerals: [] };

function merged(before: Message[], prefix: string, set: Record<string, unknown>, gone: string[]): Message[] {
  const came = Object.entries(set).filter(([name]) => name.startsWith(prefix));
  const went = new Set(gone.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
  if (came.length === 0 && went.size === 0) return before;
  const byTs = new Map(before.map((message) => [message.ts, message]));
  for (const ts of went) byTs.delete(ts);
  for (const [name, message] of came) byTs.set(name.slice(prefix.length), message as Message);
  return [...byTs.values()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
}

/** Whether a frame comes from another run of the sandbox than what is known; then nothing known holds any more. */
export function beginsAnew(before: Known, frame: Frame): boolean {
  const run = frame.set.workspace?.run;
  return run !== undefined && before.parts.workspace !== undefined && run !== before.parts.workspace.run;
}

/** What is known after a frame. What did not change stays the same object. */
export function afterFrame(before: Known, frame: Frame): Known {
  const { parts, messages, ephemerals } = before;
  const isMessage = (name: string) => name.includes('/');
  const gone = new Set(frame.gone);
  const kept = Object.entries(parts).filter(([name]) => !gone.has(name));
  const came = Object.entries(frame.set).filter(([name]) => !isMessage(name));
  return {
    parts: { ...Object.fromEntries(kept), ...Object.fromEntries(came) },
    messages: merged(messages, 'message/', frame.set, frame.gone),
    ephemerals: merged(ephemerals, 'ephemeral/', frame.set, frame.gone),
  };
}
