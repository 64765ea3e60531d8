import type { RichTextBlock } from '@slack/types';
import { exportAgreement } from '../../agreement/version.ts';
import type { AgreementText } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeName, formatClock } from '../../language/messages.ts';
import { localDate } from '../../time/local-date.ts';
import { say } from './words.ts';

type File = { text: AgreementText; id: string; client: string } | null;

/** Characters that one block holds, and that one message does with our own words beside them. */
const longestPiece = 2900;
const longestFile = 11_000;

const file: View<File> = {
  name: 'export',
  load: async (ask, { clientId }) => {
    if (typeof clientId !== 'string') return null;
    const text = await ask('agreementText', { clientId });
    const agreement = await ask('agreement', { clientId });
    return text === null || agreement === null ? null : { text, id: clientId, client: agreement.client.name };
  },
  render: (found, reader, { what }) => {
    if (found !== null) return drawn(found, reader);
    return plainly(say(reader.language, what === 'not-yours' ? 'not-yours' : 'which'));
  },
};

export const views: readonly View[] = [file] as View[];

function drawn({ text, id, client }: NonNullable<File>, { language, timeZone }: Reader): Rendered {
  const at = text.appliedAt;
  const since = `${localDate(timeZone, at)} ${formatClock(at, timeZone)} ${timeZone}`;
  const whole = exportAgreement(text, since).replace(/\n$/, '');
  const words = { client: escapeName(client), version: text.version };
  const pieces = whole.length > longestFile ? null : piecesOf(whole);
  if (pieces === null) return plainly(say(language, 'too-long', { ...words, id }));
  const said = say(language, 'file', { ...words, count: pieces.length }).trim();
  return { text: said, blocks: [...plainly(said).blocks, ...pieces.map(preformatted)] };
}

/** Cut between lines; null where a line by itself is longer than a block, for it would come out as two. */
function piecesOf(text: string): string[] | null {
  const pieces: string[] = [];
  for (const line of text.split('\n')) {
    if (line.length > longestPiece) return null;
    const last = pieces.at(-1);
    if (last === undefined || last.length + line.length + 1 > longestPiece) pieces.push(line);
    else pieces[pieces.length - 1] = `${last}\n${line}`;
  }
  return pieces;
}

/** Not a fence in markup: in this block text is only text, whatever stands in it. */
function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

function plainly(text: string): Rendered {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}
