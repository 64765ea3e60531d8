/** What every file of the store is handed: whose rows these are, how new ids are made, how words are kept. */
import type { Home } from '../engine/people.ts';
import type { WordsCipher } from './words-cipher.ts';

export type StoreContext = {
  home: Home;
  /** Workspace's address in Slack with a slash at its end, for links. */
  url: string;
  newId: () => string;
  /** The text of a template by its name without a folder; nothing where there is none. */
  template: (name: string) => string | undefined;
  cipher: WordsCipher;
};
