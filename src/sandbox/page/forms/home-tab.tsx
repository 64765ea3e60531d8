import './form.css';
import { useMemo, useState } from 'react';
import type { View } from '../../slack/model.ts';
import { Blocks } from '../blocks/blocks.tsx';
import type { Names } from '../blocks/names.ts';
import { type Surface, SurfaceProvider } from '../blocks/surface.tsx';
import { type OnDeed, pressAt, suggestAt } from './deeds.ts';
import { enteredIn, type Typed, withTyped } from './typed.ts';

type HomeTabProps = { view: View; names: Names; onDeed: OnDeed };

/** The app's home tab. */
export function HomeTab({ view, names, onDeed }: HomeTabProps) {
  const [typed, setTyped] = useState<Typed>({});
  const surface = useMemo<Surface>(
    () => ({
      names,
      place: 'home',
      press: (press) => pressAt(onDeed, { in: 'home' }, press),
      suggest: suggestAt(onDeed, { in: 'home' }),
      entered: (blockId, element) => enteredIn(view, typed, blockId, element),
      enter: (blockId, element, value) => setTyped((before) => withTyped(before, view, blockId, element, value)),
      errorOf: () => undefined,
    }),
    [view, names, onDeed, typed],
  );
  return (
    <div className="home-tab">
      <SurfaceProvider surface={surface}>
        <Blocks blocks={view.blocks} />
      </SurfaceProvider>
    </div>
  );
}
