import type { PersonCard } from '../../contract.ts';
import './avatar.css';
import { Mark } from './mark.tsx';
import { badgeOf, colourOf, initialsOf } from './people.ts';

/** A face of so many pixels: initials on the person's colour, the app's own mark. Decoration; the name stands beside it. */
export function Avatar({ id, person, size = 36 }: { id: string; person: PersonCard | undefined; size?: number }) {
  if (person?.side === 'bot') {
    return (
      <span className="avatar" style={{ width: size, height: size }}>
        <Mark size={size} />
      </span>
    );
  }
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.38),
    background: `var(--person-${colourOf(id)})`,
  };
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initialsOf(person?.realName ?? '?')}
    </span>
  );
}

/** Says of what company or kind somebody is; nothing for the agency's own people. */
export function Badge({ person }: { person: PersonCard | undefined }) {
  const badge = person ? badgeOf(person) : null;
  if (!person || badge === null) return null;
  return <span className={`badge badge-${person.side}`}>{badge}</span>;
}
