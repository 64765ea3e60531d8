/** Completion for a field: what is offered for what stands before the caret, and the keys that choose from it. */
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { ChannelCard } from '../../contract.ts';
import { loadEmoji, searchEmoji } from '../blocks/emoji.ts';
import { usePart } from '../connection/connection.tsx';
import {
  type Candidate,
  channelCandidates,
  commandCandidates,
  completed,
  emojiCandidates,
  peopleCandidates,
  type Trigger,
  triggerAt,
} from './completion.ts';
import { type Conversation, useConversation } from './conversation.tsx';

function candidatesFor({ kind, typed }: Trigger, about: Conversation, channels: ChannelCard[]): Candidate[] {
  const { workspace, channel } = about;
  if (kind === '@') return peopleCandidates(typed, workspace.people, channel?.members ?? []);
  if (kind === '#') return channelCandidates(typed, channels);
  return kind === '/' ? commandCandidates(typed, workspace.commands) : emojiCandidates(searchEmoji(typed));
}

export type Completion = {
  candidates: Candidate[];
  chosen: number;
  /** Takes a candidate; the text and the caret that follow from it. */
  take(one: Candidate): { text: string; caret: number } | null;
  /** True when the key was for the suggestions; what was taken, if one was. */
  onKey(event: KeyboardEvent): { taken: Candidate | null } | null;
  /** Told where the caret is after the person moved it or typed. */
  onCaret(caret: number): void;
};

/** `hasCommands`: whether a slash at the start calls the app. */
export function useCompletion(text: string, hasCommands: boolean): Completion {
  const conversation = useConversation();
  const channels = usePart('channels') ?? [];
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [, setLoaded] = useState(false);
  const found = triggerAt(text, Math.min(caret, text.length));
  const trigger = found?.kind === '/' && !hasCommands ? null : found;
  const name = trigger ? `${trigger.kind} ${trigger.from}` : null;
  const isOffered = trigger !== null && name !== dismissed;
  const candidates = isOffered ? candidatesFor(trigger, conversation, channels) : [];
  const isEmoji = trigger?.kind === ':';
  useEffect(() => {
    if (isEmoji) loadEmoji().then(() => setLoaded(true));
  }, [isEmoji]);

  const at = Math.min(chosen, Math.max(0, candidates.length - 1));
  const keys: Record<string, () => Candidate | null> = {
    ArrowDown: () => {
      setChosen((at + 1) % candidates.length);
      return null;
    },
    ArrowUp: () => {
      setChosen((at - 1 + candidates.length) % candidates.length);
      return null;
    },
    Escape: () => {
      setDismissed(name);
      return null;
    },
    Enter: () => candidates[at] ?? null,
    Tab: () => candidates[at] ?? null,
  };
  return {
    candidates,
    chosen: at,
    take: (one) => (trigger ? completed(text, trigger, one) : null),
    onKey: (event) => {
      const act = candidates.length > 0 && !event.shiftKey ? keys[event.key] : undefined;
      if (!act || event.nativeEvent.isComposing) return null;
      event.preventDefault();
      event.stopPropagation();
      return { taken: act() };
    },
    onCaret: (next) => {
      setCaret(next);
      setChosen(0);
      if (trigger === null) setDismissed(null);
    },
  };
}
