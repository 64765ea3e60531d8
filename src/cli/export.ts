import { exportAgreement } from '../agreement/version.ts';
import type { Office } from '../main.ts';
import { unknownClient } from './clients.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { exportEverything } from './everything.ts';
import { instantText } from './instant.ts';
import { inOffice } from './office.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Terminal } from './terminal.ts';

type Options = CommonOptions & { version?: string; everything?: boolean; out?: string };

/** `groundrules export`: prints what is or was in force, for editing. */
export function addExport(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'export <client>',
      summary: 'print a client’s agreement, or the agency’s file, as it is in force',
      description:
        'Prints the file that is in force for a client (by the id of its agreement), or for the agency; comments and all.\n' +
        'Edit it and apply it again.\n' +
        [
          '',
          'With --everything prints all that is kept of a client, as of one moment, as one JSON document with the keys',
          '  client, channels',
          '  agreements     every version: its text, and that with templates worked in',
          '  people         everybody who wrote there, is there or asked',
          '  conversations  who asked when, pauses, how and when it was settled',
          '  messages       author, times, readings and marks; words while they are kept,',
          '                 and whether they are kept, gone, or unavailable (no key)',
          '  scopeEntries     what was used of allowances and given as favours, with notes while they are kept\n' +
            '  changeOrders     what was offered to be changed, with its text while that is kept, and what came of it\n' +
            '  decisions        what the two companies decided\n' +
            '  milestones       what was to be reached when, with what the client was told of it while that is kept\n' +
            '  goalValues       what goals came to, month by month, with what somebody said it means while that is kept\n' +
            '  writtenForLater  what staff wrote to be posted later, while its words are kept',
          '  pasted         what staff pasted to be read as a scope list, for a day at most',
          '  corrections    what staff said a message is, with its words while they are kept',
          '  reports        what they were reported, who answered for it, with words while they are kept',
          '  deadlines      what was promised until when, and what became of it',
          '  rulings        what was concluded, with its reason as a sentence',
          '  said           what we told whom and when; our own texts are not kept',
          'Instants are ISO texts in UTC; ts is Slack’s own name of a message. It holds names and people’s words.',
        ].join('\n'),
      examples: [
        'export nova > nova.yml',
        'export nova --version 3',
        'export agency > agency.yml',
        'export nova --everything --out nova.json',
      ],
      configure: (command) =>
        command
          .option('--version <number>', 'an earlier version')
          .option('--everything', 'all that is kept of this client, as JSON')
          .option('--out <file>', 'with --everything: into a new file instead of printing it'),
    },
    exportFile,
  );
}

async function exportFile(terminal: Terminal, options: Options, name: string): Promise<number> {
  const number = versionOf(options.version);
  refuseMixtures(options, name);
  return inOffice(terminal, options, async (office, zone) => {
    if (options.everything) return exportEverything(terminal, { office, clientId: name, zone, file: options.out });
    const { version, inForce, ...stored } = await storedOf(office, name, number);
    const { raw, resolvedText, appliedAt, appliedBy } = stored;
    if (options.json) {
      terminal.out(jsonText({ name, version, inForce, appliedAt, appliedBy, text: raw, resolvedText }));
      return 0;
    }
    const since = `${instantText(appliedAt, zone)} ${zone}`;
    terminal.out(exportAgreement({ version, raw }, since).replace(/\n$/, ''));
    if (version !== inForce) {
      terminal.err(`Version ${inForce} is in force. To go back to version ${version}, apply this with --force.`);
    }
    return 0;
  });
}

function refuseMixtures({ everything, version, out }: Options, name: string): void {
  if (everything && version !== undefined) throw new UsageError('--everything has every version; leave --version out.');
  if (everything && name === 'agency') throw new UsageError('--everything is of one client; name it by its id.');
  if (!everything && out !== undefined)
    throw new UsageError('--out goes with --everything. Else write: export nova > nova.yml');
}

type Found = {
  raw: string;
  resolvedText: string;
  appliedAt: number;
  appliedBy: string;
  version: number;
  inForce: number;
};

async function storedOf(office: Office, name: string, number: number | undefined): Promise<Found> {
  const { agreements } = office.store;
  if (name === 'agency') {
    const newest = await agreements.storedAgency();
    if (newest === null) throw new Refusal('No agency file is in force yet. Write one and apply it.');
    const found = number === undefined ? newest : await agreements.storedAgency(number);
    if (found === null) throw noVersion('the agency', number, newest.agency.version);
    return { ...found, version: found.agency.version, inForce: newest.agency.version };
  }
  const newest = await agreements.stored(name);
  if (newest === null) throw await unknownClient(office, name, ['agency']);
  const found = number === undefined ? newest : await agreements.stored(name, number);
  if (found === null) throw noVersion(name, number, newest.agreement.version);
  return { ...found, version: found.agreement.version, inForce: newest.agreement.version };
}

function noVersion(name: string, asked: number | undefined, newest: number): Refusal {
  return new Refusal(`There is no version ${asked} of ${name}; there are 1 to ${newest}.`);
}

function versionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`"${text}" is no version; write a whole number such as 3.`);
  return Number(text);
}
