import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Entered, GivenElement } from './elements/entered.ts';
import { startOf } from './elements/entered.ts';
import type { Names, OnPress, OnSuggest } from './names.ts';

/** Where blocks stand: what can be pressed there, and what somebody has entered. */
export type Surface = {
  names: Names;
  place: 'message' | 'form' | 'home';
  /** Null where nothing can be pressed. */
  press: OnPress | null;
  suggest: OnSuggest | null;
  entered: (blockId: string, element: GivenElement) => Entered;
  enter: (blockId: string, element: GivenElement, value: Entered) => void;
  errorOf: (blockId: string) => string | undefined;
};

const Here = createContext<Surface | null>(null);

/** Gives blocks their surface. */
export function SurfaceProvider({ surface, children }: { surface: Surface; children: ReactNode }) {
  return <Here.Provider value={surface}>{children}</Here.Provider>;
}

/** The surface a block or element stands on. */
export function useSurface(): Surface {
  const surface = useContext(Here);
  if (surface === null) throw new Error('Blocks stand on a surface');
  return surface;
}

type MessageSurface = {
  names: Names;
  onPress?: OnPress | undefined;
  onSuggest?: OnSuggest | undefined;
  /** Another one forgets what was chosen, as an edit of the message does. */
  edition: string;
  children: ReactNode;
};

/** A message as a surface: what is chosen in its selects is kept until the message is another. */
export function MessageSurface({ names, onPress, onSuggest, edition, children }: MessageSurface) {
  const [chosen, setChosen] = useState<Record<string, Entered>>({});
  const surface = useMemo<Surface>(() => {
    const keyOf = (blockId: string, element: GivenElement) => `${edition}/${blockId}/${element.action_id}`;
    return {
      names,
      place: 'message',
      press: onPress ?? null,
      suggest: onSuggest ?? null,
      entered: (blockId, element) => {
        const value = chosen[keyOf(blockId, element)];
        return value === undefined ? startOf(element) : value;
      },
      enter: (blockId, element, value) => setChosen((before) => ({ ...before, [keyOf(blockId, element)]: value })),
      errorOf: () => undefined,
    };
  }, [names, onPress, onSuggest, edition, chosen]);
  return <SurfaceProvider surface={surface}>{children}</SurfaceProvider>;
}
