import type { ForgottenHere, Office, Whom } from '../main.ts';
import { unknownClient } from './clients.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { inOffice } from './office.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Terminal } from './terminal.ts';

type Options = CommonOptions & { yes?: boolean; everything?: boolean };

/** `groundrules forget`: what a client's people wrote, or one person. */
export function addForget(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'forget <client-or-person>',
      summary: 'forget what a client’s people, or one person, wrote, and their names',
      description: [
        'Forgets at once and for good.',
        'Of a client (by the id of its agreement): the words of every message in its channels, and the names of people whom no other client and no list of the agency’s names; who writes again is met again.',
        'Of a person (by Slack’s id, of whichever side): their words everywhere, and their name, which is not kept again; in our messages Slack’s own mention stands for it.',
        'Our messages that quoted or named them are drawn again without it: by the running process, beginning within a minute, one every two seconds for each reader, or by the next start. Happenings that were given up are emptied of what they hold.',
        'What was asked, promised, decided and sent stays for the agency’s own report, as ids and times, until retention ends it. With --everything it goes too, of a client whose agreement has ended (status: ended); our messages then say only that nothing waits any more.',
        'Agreements and the agency’s file are the agency’s own texts: which of them still name somebody is said. What is written from now on is kept as ever, and backups hold what they held.',
      ].join('\n\n'),
      examples: ['forget nova', 'forget U0123ABCD --yes --json'],
      configure: (command) =>
        command
          .option('--everything', 'of a client that has ended: also what was recorded')
          .option('--yes', 'do not ask; needed where nobody can answer'),
    },
    forget,
  );
}

async function forget(terminal: Terminal, options: Options, asked: string): Promise<number> {
  const whom = whomOf(asked, options.everything === true);
  return inOffice(terminal, options, async (office) => {
    const name = await nameOf(office, whom);
    if (!(await isSure(terminal, options, name))) {
      terminal.err('Nothing was forgotten.');
      return 1;
    }
    const forgotten = await office.forget(whom);
    if (forgotten === null) throw await unknown(office, whom);
    if (options.json) terminal.out(jsonText({ ...whom, ...forgotten }));
    else for (const line of lines(name, forgotten)) terminal.out(line);
    return 0;
  });
}

function whomOf(asked: string, everything: boolean): Whom {
  const isPerson = /^[UW][A-Z0-9]{2,}$/.test(asked);
  if (isPerson && everything) throw new UsageError('--everything is of one client; of a person leave it out.');
  if (isPerson) return { kind: 'person', userId: asked };
  if (/^[a-z][a-z0-9-]*$/.test(asked)) return { kind: 'client', clientId: asked, everything };
  throw new UsageError(`"${asked}" is neither a client’s id, such as nova, nor a person’s, such as U0123ABCD.`);
}

async function nameOf(office: Office, whom: Whom): Promise<string> {
  if (whom.kind === 'person') {
    const person = await office.store.ask('person', { userId: whom.userId });
    return person === null || person.name === '' ? whom.userId : `${person.name} (${whom.userId})`;
  }
  const agreement = await office.store.ask('agreement', { clientId: whom.clientId });
  if (agreement === null) throw await unknown(office, whom);
  return `${agreement.client.name} (${whom.clientId})`;
}

async function unknown(office: Office, whom: Whom): Promise<Refusal> {
  if (whom.kind === 'client') return unknownClient(office, whom.clientId);
  return new Refusal(`Nobody here has the id ${whom.userId}: they never wrote where the bot listens.`);
}

async function isSure(terminal: Terminal, { yes, everything }: Options, name: string): Promise<boolean> {
  if (yes === true) return true;
  if (terminal.confirms === undefined) throw new UsageError('This cannot be undone. Say so with --yes.');
  return terminal.confirms(`Forget ${name}${everything ? ', records and all' : ''}? This cannot be undone.`);
}

function lines(name: string, forgotten: ForgottenHere): string[] {
  const { words, names, quotes, givenUp, records, stillNamedIn } = forgotten;
  const things = [
    `the words of ${counted(words, 'message')}`,
    counted(names, 'name'),
    ...(givenUp === 0 ? [] : [`what ${counted(givenUp, 'happening')} held that had been given up`]),
    ...(records === 0 ? [] : [counted(records, 'record')]),
  ];
  const again = `${counted(quotes, 'message')} of ours ${quotes === 1 ? 'is' : 'are'} drawn again`;
  return [
    `Forgot of ${name}: ${things.join(', ')}.`,
    quotes === 0
      ? 'No message of ours has to be drawn again.'
      : `${again}: by the running process, beginning within a minute, or by the next start.`,
    ...(stillNamedIn.length === 0
      ? []
      : [
          `Still named in: ${stillNamedIn.join(', ')}. Take names out of these files and apply them; earlier versions keep them.`,
        ]),
  ];
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
