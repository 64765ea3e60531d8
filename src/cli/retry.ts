import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { instantText } from './instant.ts';
import { inOffice } from './office.ts';
import { Refusal } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

const MOST = 200;

/** `groundrules retry`: what was given up, and another try at it. */
export function addRetry(programme: Programme): void {
  addCommand<[string | undefined]>(
    programme,
    {
      usage: 'retry [id]',
      summary: 'list what was given up after eight tries, or try one of them again',
      description:
        'Without an id lists what was given up: happenings that could not be walked, and judgements of a rule that failed.\n' +
        'With one lets it be tried again, eight times anew: by the running process within a minute, else by the next start.',
      examples: ['retry', 'retry 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'],
    },
    (terminal, options, id) => (id === undefined ? list(terminal, options) : again(terminal, options, id)),
  );
}

async function list(terminal: Terminal, options: CommonOptions): Promise<number> {
  return inOffice(terminal, options, async ({ store }, zone) => {
    const dead = await store.dead(MOST);
    if (options.json) terminal.out(jsonText(dead));
    else if (dead.length === 0) terminal.out('Nothing was given up.');
    else {
      const head = ['WHEN', 'WHAT', 'CLIENT', 'BECAUSE', 'ID'];
      const rows = dead.map(({ at, what, rule, clientId, because, id }) => {
        return [instantText(at, zone), rule === null ? what : `${rule} on ${what}`, clientId ?? '–', because, id];
      });
      const [title = '', ...lines] = aligned([head, ...rows]);
      for (const line of [emphasise(terminal, 'dim', title), ...lines]) terminal.out(line);
    }
    return 0;
  });
}

async function again(terminal: Terminal, options: CommonOptions, id: string): Promise<number> {
  return inOffice(terminal, options, async ({ store, clock }) => {
    const isTaken = (await store.failures.retry(id, clock())) || (await store.inbox.retry(id, clock()));
    if (!isTaken) throw new Refusal(`Nothing with the id ${id} was given up. To see what was: groundrules retry`);
    if (options.json) terminal.out(jsonText({ id, retried: true }));
    else terminal.out('It is tried again within a minute, or when Groundrules starts.');
    return 0;
  });
}
