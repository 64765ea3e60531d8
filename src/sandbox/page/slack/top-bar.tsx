import type { WorkspacePart } from '../../contract.ts';
import { Icon, type IconName } from './icon.tsx';
import { Mark } from './mark.tsx';
import { PersonSwitcher } from './person-switcher.tsx';
import type { Sides } from './sides.ts';

type ToggleProps = { icon: IconName; name: string; isOn: boolean; onToggle: () => void; side: string };

function Toggle({ icon, name, isOn, onToggle, side }: ToggleProps) {
  return (
    <button type="button" className="frame-toggle" aria-pressed={isOn} data-toggle={side} onClick={onToggle}>
      <Icon name={icon} /> <span>{name}</span>
    </button>
  );
}

/** Whose workspace it is, whose eyes the window has, and the sides that can be opened. */
export function TopBar({ workspace, onHelp, sides }: { workspace: WorkspacePart; onHelp: () => void; sides: Sides }) {
  const { look, width, toggleCurtain, toggleStory } = sides;
  return (
    <header className="frame-top">
      <div className="frame-who">
        <Mark size={32} />
        <p className="frame-agency">
          <strong>{workspace.name}</strong>
          <span>a sandbox of Groundrules</span>
        </p>
      </div>
      <PersonSwitcher workspace={workspace} />
      <div className="frame-toggles">
        {width !== 'narrow' && (
          <>
            <Toggle icon="curtain" name="Curtain" side="curtain" isOn={look.curtain} onToggle={toggleCurtain} />
            <Toggle icon="story" name="Story" side="story" isOn={look.story} onToggle={toggleStory} />
          </>
        )}
        <button
          type="button"
          className="frame-toggle frame-help"
          aria-label="Try it in three minutes"
          title="Try it in three minutes"
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

/** On a narrow page: the sides of it, of which one is seen at a time. */
export function BottomBar({ sides, drawer }: { sides: Sides; drawer: string }) {
  const { look, toggleCurtain, toggleStory, close } = sides;
  const isTool = look.curtain || look.story;
  return (
    <nav className="frame-bottom" aria-label="Sides of the page">
      <button type="button" popoverTarget={drawer}>
        <Icon name="menu" /> Channels
      </button>
      <button type="button" aria-pressed={!isTool} onClick={isTool ? close : undefined}>
        <Icon name="thread" /> Messages
      </button>
      <button type="button" aria-pressed={look.curtain} data-toggle="curtain" onClick={toggleCurtain}>
        <Icon name="curtain" /> Curtain
      </button>
      <button type="button" aria-pressed={look.story} data-toggle="story" onClick={toggleStory}>
        <Icon name="story" /> Story
      </button>
    </nav>
  );
}
