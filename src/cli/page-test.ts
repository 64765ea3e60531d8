import { randomUUID } from 'node:crypto';
import type { Agency } from '../agreement/agency.ts';
import { closest } from '../agreement/closest.ts';
import { WAYS, type Way } from '../agreement/escalation.ts';
import { byName } from '../agreement/on-call.ts';
import { type Config, readConfig } from '../config.ts';
import type { Person } from '../engine/facts.ts';
import { sideOf } from '../engine/people.ts';
import type { PagedPerson } from '../engine/ports.ts';
import type { Office } from '../main.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { commandLogger } from './logger.ts';
import { inOffice, progress } from './office.ts';
import { isSlackId, lacking, type Tried, tryWay } from './page-trial.ts';
import { Refusal, UsageError } from './refusal.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

type Options = CommonOptions & { by?: string };

/** `groundrules page-test`: wakes somebody by every way there is, as a drill. */
export function addPageTest(programme: Programme): void {
  addCommand<[string], Options>(
    programme,
    {
      usage: 'page-test <person>',
      summary: 'page somebody by each way that is set up, marked as a drill',
      description:
        'Pages a person (by Slack id) or a contact (by the short name in the agency’s file) by each way that is set up and\n' +
        'that they can be reached by, all at once, and says what became of each and how long it took. Everything is marked as\n' +
        'a drill: but phones ring. Exits with 1 unless every way that was tried worked. Sent means that Slack, the mail server\n' +
        'or the provider has taken it: whether the phone rang only its owner knows.',
      examples: ['page-test U0123ABCD', 'page-test night-desk --by sms,call'],
      configure: (command) => command.option('--by <ways>', `only these, with commas between them: ${WAYS.join(', ')}`),
    },
    pageTest,
  );
}

async function pageTest(terminal: Terminal, options: Options, asked: string): Promise<number> {
  const ways = options.by === undefined ? null : waysIn(options.by);
  const config = readConfig('database');
  return inOffice(terminal, options, async (office) => {
    if (office.isSandbox)
      throw new Refusal(
        'The people of the sandbox do not exist. Its phones ring on its page: type /rules emergency drill there.',
      );
    const agency = await office.store.ask('agency', {});
    const { person, language } = await personOf(office, agency, asked);
    const possible = WAYS.filter((way) => lacking(way, person, config) === '');
    if (ways === null && possible.length === 0) throw nothingToTry(person, config);
    const { openPager, testPageOf } = await import('../main.ts');
    const about = { incidentKey: `page-test:${randomUUID()}`, agency: agency?.agency.name ?? 'Groundrules', language };
    const pager = openPager(config, commandLogger(options.verbose));
    progress(terminal, `Paging ${person.name} by ${(ways ?? possible).join(', ')} …`);
    const tries = (ways ?? possible).map((way) => tryWay({ way, person, config, pager, page: testPageOf(about) }));
    const tried = await Promise.all(tries);
    await pager.close();
    if (options.json) terminal.out(jsonText({ person: person.id, ways: tried.map(forPrograms) }));
    else for (const line of forPeople(terminal, tried)) terminal.out(line);
    return tried.every(({ outcome }) => outcome.kind === 'sent') ? 0 : 1;
  });
}

function waysIn(text: string): Way[] {
  const named = [...new Set(text.split(',').map((one) => one.trim().toLowerCase()))].filter(Boolean);
  const unknown = named.find((one) => !WAYS.some((way) => way === one));
  if (unknown === undefined && named.length > 0) return WAYS.filter((way) => named.includes(way));
  const near = closest(unknown ?? '', WAYS);
  const advice = near === undefined ? `Write some of ${WAYS.join(', ')}.` : `Did you mean ${near}?`;
  throw new UsageError(unknown === undefined ? `No way is named. ${advice}` : `"${unknown}" is no way. ${advice}`);
}

async function personOf(office: Office, agency: Agency | null, asked: string) {
  const contacts = agency?.onCall?.contacts ?? {};
  const id = [asked, asked.toLowerCase(), asked.toUpperCase()].find((one) => byName(contacts, one) !== undefined);
  if (id === undefined && !isSlackId(asked)) {
    const near = closest(asked, Object.keys(contacts));
    const how = 'Give a Slack id, or a name that stands under onCall: contacts: in the agency’s file.';
    throw new Refusal(`Nobody is called ${asked}. ${near === undefined ? how : `Did you mean ${near}?`}`);
  }
  const contact = byName(contacts, id ?? asked);
  const known = isSlackId(id ?? asked) ? await office.store.ask('person', { userId: id ?? asked }) : null;
  if (contact === undefined) await refuseStrangers(office, agency, asked, known);
  const { name = known?.name ?? id ?? asked, phone = null, email = null } = contact ?? {};
  const person: PagedPerson = { id: id ?? asked, name, phone, email };
  return { person, language: known?.language ?? agency?.defaults.language ?? 'en' };
}

/** Nobody on a client's side is ever told of a drill. */
async function refuseStrangers({ store, home }: Office, agency: Agency | null, id: string, person: Person | null) {
  const agreements = await store.agreements.all();
  const isStaff = [null, ...agreements].some(
    (agreement) => sideOf(id, person, { agreement, agency }, home) === 'staff',
  );
  if (isStaff && (await store.ask('clientsNaming', { userId: id })).length === 0) return;
  throw new Refusal(`${person?.name ?? id} is not known as one of the agency’s people, and only they are paged.`);
}

function nothingToTry(person: PagedPerson, config: Config): Refusal {
  const lines = aligned(WAYS.map((way) => [`  ${way}`, lacking(way, person, config)]));
  return new Refusal(`There is no way to page ${person.name}:\n${lines.join('\n')}`);
}

function forPrograms({ way, outcome, took, hint }: Tried) {
  const because = 'because' in outcome ? { because: outcome.because } : {};
  return { way, outcome: outcome.kind, ...because, ...(hint === '' ? {} : { hint }), milliseconds: took };
}

function forPeople(terminal: Terminal, tried: readonly Tried[]): string[] {
  const rows = tried.map(({ way, outcome, took, hint }) => {
    const because = 'because' in outcome ? outcome.because : '';
    const detail = [because, hint].filter(Boolean).join(': ');
    return [way, outcome.kind, outcome.kind === 'not tried' ? '' : secondsText(took), detail];
  });
  const [title = '', ...lines] = aligned([['WAY', 'OUTCOME', 'TOOK', ''], ...rows]);
  const coloured = lines.map((line, index) => {
    return tried[index]?.outcome.kind === 'sent' ? line : emphasise(terminal, 'red', line);
  });
  return [emphasise(terminal, 'dim', title), ...coloured];
}

const secondsText = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
