import { written } from './written.ts';

/** A person as the agreement names them: Slack's id, and the name that stands beside it for human readers. */
export interface Person {
  id: string;
  name?: string;
}

/** Schema of a person, written as `U0MIRA Mira Aksoy` (the name may be missing). */
export function personSchema(description = 'A Slack member id and, for human readers, the name beside it.') {
  const wording = {
    what: 'a person',
    description,
    examples: ['U0123ABCD Mira Aksoy'],
    pattern: '^[UW][A-Z0-9]{2,}( .+)?$',
  };
  return written<Person>(wording, (text) => {
    const [, id, name] = /^([UW][A-Z0-9]{2,})(?:\s+(.+))?$/.exec(text) ?? [];
    if (id !== undefined) return { value: { id, ...(name === undefined ? {} : { name }) } };
    return /^[UW][a-z0-9]{2,}/i.test(text) && /^\S*\d/.test(text)
      ? { problem: `"${text}" is not a Slack id; ids are in capitals, such as U0123ABCD` }
      : {
          problem: `"${text}" has no Slack id; write the id before the name, such as U0123ABCD Mira Aksoy (groundrules people CHANNEL prints the lines)`,
        };
  });
}

/** Schema of a channel, written as its id or as a link to it; gives the id. */
export function channelSchema(description: string) {
  const wording = {
    what: 'a channel',
    description,
    examples: ['C0123ABCD', 'https://example.slack.com/archives/C0123ABCD'],
    pattern: '^([CG][A-Z0-9]{2,}|https://.+/(archives|client/[A-Z0-9]+)/[CG][A-Z0-9]{2,}.*)$',
  };
  return written<string>(wording, (text) => {
    const id = /^(?:https:\/\/[^\s/]+\/(?:archives|client\/[A-Z0-9]+)\/)?([CG][A-Z0-9]{2,})(?:[/?].*)?$/.exec(
      text,
    )?.[1];
    if (id !== undefined) return { value: id };
    return text.startsWith('#')
      ? { problem: `"${text}" is a channel's name, which can change; write its id or link (Copy link in Slack)` }
      : undefined;
  });
}
