import type { Option } from '../../slack/form-state.ts';
import type { ChannelKind } from '../../slack/model.ts';

/** A person or bot as text names them. */
export type NamedPerson = { id: string; name: string; isMe: boolean; isBot?: boolean };

/** A channel or direct conversation as text names it, without the `#`. */
export type NamedChannel = { id: string; name: string; kind: ChannelKind; isShared?: boolean };

/** What a renderer needs to name things, and whose eyes it renders for. */
export type Names = {
  /** Null for an id that this reader knows nothing of. */
  person: (id: string) => NamedPerson | null;
  channel: (id: string) => NamedChannel | null;
  /** Whom a select of people offers. */
  people: () => NamedPerson[];
  /** What a select of channels or conversations offers. */
  channels: () => NamedChannel[];
  /** The reader's zone, as IANA names it. */
  timeZone: string;
  /** The reader's language, as BCP 47 or Slack writes it: `en-US`. */
  locale: string;
  /** Epoch milliseconds. */
  now: number;
  /** Where these are missing, mentions are no buttons. */
  openPerson?: (id: string) => void;
  openChannel?: (id: string) => void;
};

/** A press as the page hands it on; `option` is what was chosen in a select, a picker or a field. */
export type Press = { actionId: string; blockId: string; value?: string; option?: Chosen };

/** What can be chosen or typed, as the contract's `FieldValue` has it. */
export type Chosen = string | number | string[] | Record<string, unknown> | null;

/** How a press went. `message` is for the person. */
export type Pressed = { ok: boolean; message?: string };

/** Passes a press on; resolves when the app has answered. */
export type OnPress = (press: Press) => Promise<Pressed>;

/** Asks the app for options of an external select. */
export type OnSuggest = (actionId: string, typed: string) => Promise<Option[]>;
