import { type Reader, sentenceOf } from '../engine/rule.ts';
import type { KeptOfClient } from '../engine/store-port.ts';
import type { Office } from '../main.ts';
import { rules } from '../rules/index.ts';
import { unknownClient } from './clients.ts';
import { jsonText } from './command.ts';
import { writeNewFile } from './new-file.ts';
import type { Terminal } from './terminal.ts';

/** Writes everything that is kept of a client as one JSON document, to `out` or into a file, and says what it wrote. */
export async function exportEverything(
  terminal: Terminal,
  { office, clientId, zone, file }: { office: Office; clientId: string; zone: string; file: string | undefined },
): Promise<number> {
  const kept = await office.store.kept(clientId);
  if (kept === null) throw await unknownClient(office, clientId);
  const reader: Reader = { userId: null, language: 'en', timeZone: zone, side: 'staff', now: office.clock() };
  const rulings = kept.rulings.map((ruling) => ({ ...ruling, sentence: sentenceOf(rules, ruling, reader) }));
  const text = jsonText({ document: 'groundrules-client', schema: 1, exportedAt: reader.now, ...kept, rulings });
  if (file === undefined) terminal.out(text);
  else writeNewFile(file, `${text}\n`);
  terminal.err(`Wrote ${summary(kept)}${file === undefined ? '' : ` to ${file}`}.`);
  terminal.err('It holds names and people’s words: keep it as safe as the database.');
  return 0;
}

function summary({ client, agreements, conversations, messages, deadlines, rulings, said }: KeptOfClient): string {
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  const having = (state: string) => messages.filter(({ wordsAre }) => wordsAre === state).length;
  const unavailable = having('unavailable') === 0 ? '' : `, ${having('unavailable')} with words that cannot be read`;
  return [
    `of ${client.name}: ${counted(agreements.length, 'version')} of the agreement`,
    counted(conversations.length, 'conversation'),
    `${counted(messages.length, 'message')} (${having('kept')} with their words${unavailable})`,
    counted(deadlines.length, 'deadline'),
    counted(rulings.length, 'ruling'),
    `${counted(said.length, 'message')} of ours`,
  ].join(', ');
}
