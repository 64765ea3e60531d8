/**
 * Who may do what, as one table, and held over the real door: signed requests as Slack sends them, from people who may
 * never have seen the button. A command, button, form or shortcut without a line here fails the first test.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { gateHolds } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';
import { letterFor, nameOf } from '../support/triggers.ts';

/** What staff put there by a button stands in Nova's channel. */
const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-06-01', { permitting });

/** Who asks, and from which channel: the backup, somebody of the agency who serves other clients, and so on. */
const askers = {
  staff: { by: 'U0JONAS', from: 'C0NOVA' },
  colleague: { by: 'U0ELIF', from: 'C0NOVA' },
  manager: { by: 'U0RUTH', from: 'C0NOVA' },
  admin: { by: 'U0ADMIN', from: 'C0NOVA' },
  client: { by: 'U0ANNA', from: 'C0NOVA' },
  'other client': { by: 'U0DENIZ', from: 'C0DEFNE' },
  guest: { by: 'U0GUEST', from: 'C0NOVA' },
  stranger: { by: 'U0STRANGER', from: 'C0NOVA' },
  unknown: { by: 'U0NOBODY', from: 'C0NOVA' },
} as const;
type Asker = keyof typeof askers;
const names = Object.keys(askers) as Asker[];

/** *own*: only for clients whom they serve, which Nova is not to the colleague. */
type Answer = 'yes' | 'own' | 'no';
const row = (line: string) => line.trim().split(/\s+/) as Answer[];

//              staff  colleague  manager  admin  client  other client  guest  stranger  unknown
const anybody = row('yes    yes        yes      yes    yes     yes           yes    yes       yes');
const agency = row(' yes    yes        yes      yes    no      no            no     no        no');
const serving = row('yes    own        yes      yes    no      no            no     no        no');

// Of the agency's managers, each for themselves.
const switching = row('no   no         yes      yes    no      no            no     no        no');
const managing = row('own   own        yes      own    no      no            no     no        no');

const table: Record<string, Answer[]> = {
  'command ': anybody,
  'command help': anybody,
  // Each of these three shows of every client only what the asker serves, and nothing of the others.
  'command status': agency,
  'command why': agency,
  'shortcut why': agency,
  'command hours': anybody,
  // For whom somebody may say that they are away is asked below.
  'command away': agency,
  'button away-back': agency,
  // Of a client's own people whoever is in their channel; the form is about a question of Nova's here.
  'button raise-emergency': row('yes yes yes yes yes own yes yes yes'),
  'form emergency': row('yes yes yes yes yes own own own own'),
  'shortcut raise-emergency': agency,
  'command emergency': agency,
  'command incident': serving,
  'command incidents': serving,
  // Whose it is decides: nothing runs here.
  'button emergency-have': agency,
  'button emergency-pass': agency,
  'button emergency-add': agency,
  'button emergency-update': agency,
  'button emergency-resolve': agency,
  'button emergency-false-alarm': agency,
  'button emergency-none': serving,
  'button emergency-severity': agency,
  'form emergency-add': agency,
  'form emergency-update': agency,
  'form emergency-drill': serving,
  'form emergency-drill-end': agency,
  // Whose it is decides: no emergency is over here.
  'button review-yes': anybody,
  'button review-not-quite': anybody,
  'form review-better': anybody,
  'command review': serving,
  'button review-write': agency,
  'button review-follow-ups': agency,
  'button review-show': agency,
  'button review-take-back': agency,
  'button review-finish': agency,
  'button review-open-again': agency,
  'button review-follow-up-add': agency,
  'button review-follow-up-change': agency,
  'button review-follow-up-done': agency,
  'button review-follow-up-reopen': agency,
  'button review-follow-up-remove': agency,
  'form review-form': agency,
  'form review-preview': agency,
  'form review-follow-up': agency,
  'command oncall': agency,
  'button oncall-back': agency,
  'command later': agency,
  'shortcut send-at-opening': serving,
  'button send-at-opening': serving,
  'form send-at-opening': serving,
  // Whose it is decides: nobody has kept anything here.
  'form later-edit': agency,
  'button later-edit': agency,
  'button later-cancel': agency,
  'button later-undo': agency,
  'button later-send-now': agency,
  'button nudges-off': agency,
  'button nudges-on': agency,
  'command card': anybody,
  'button card-read': anybody,
  'button card-put': serving,
  'button card-take': serving,
  'command notices': managing,
  'button notices-each': managing,
  'button notices-hourly': managing,
  'button notices-daily': managing,
  'button notices-quiet': managing,
  'button notices-undo': managing,
  'form notices-quiet': managing,
  'command people': serving,
  'command setup': serving,
  'command edit': serving,
  'command export': serving,
  'button setup-to-client': serving,
  'button setup-to-hours': serving,
  'button setup-to-windows': serving,
  'button setup-to-people': serving,
  'button setup-to-posts': serving,
  'button setup-throw-away': serving,
  'button setup-anew': serving,
  'form setup-client': serving,
  'form setup-hours': serving,
  'form setup-windows': serving,
  'form setup-people': serving,
  'form setup-posts': serving,
  'form setup-summary': serving,
  'button people-correct': serving,
  'button people-client': serving,
  'button people-staff': serving,
  'button people-neither': serving,
  'form people-correct': serving,
  'command promises': agency,
  'command rhythm': serving,
  // Whose it is decides: nothing is planned here.
  'button meeting-share': agency,
  'button meeting-cancel': agency,
  'button meeting-restore': agency,
  'form meeting': agency,
  'command win': serving,
  'command wins': serving,
  'shortcut celebrate': serving,
  'form win': serving,
  'button win-post': serving,
  'button win-leave': serving,
  'button win-take-back': serving,
  'button wins-card-post': serving,
  'button wins-card-leave': serving,
  'button wins-card-all': serving,
  'button wins-card-skip': serving,
  'button wins-card-take-back': serving,
  'command recap': serving,
  'command actions': serving,
  // Whose it is decides: no meeting was held here.
  'button recap-write': agency,
  'button recap-rows': agency,
  'button recap-look': agency,
  'button recap-nothing': agency,
  'button recap-after-all': agency,
  'button recap-keep': agency,
  'button recap-done': agency,
  'button recap-not-done': agency,
  'button recap-drop': agency,
  'form recap': agency,
  'form recap-preview': agency,
  'button recap-confirm': anybody,
  'button recap-missing': anybody,
  'form recap-missing': anybody,
  // The list is for who serves Nova; of themselves everybody may say something.
  'command celebrate': row('yes own yes yes yes yes yes yes yes'),
  'button celebrate-me': anybody,
  'button celebrate-me-off': anybody,
  'form celebrate-me': anybody,
  // Whose it is decides: nothing is offered here.
  'button celebration-post': agency,
  'button celebration-let-be': agency,
  'button celebration-take-back': agency,
  'command goals': serving,
  // Whose it is decides: no month is named here.
  'button goals-enter': agency,
  'form goals': agency,
  'command milestones': serving,
  // Whose it is decides: none is agreed here.
  'button milestone-reached': agency,
  'button milestone-slip': agency,
  'button milestone-on-track': agency,
  'button milestone-undo': agency,
  'button milestone-again': agency,
  'form milestone-reached': agency,
  'form milestone-slip': agency,
  'form milestone-preview': agency,
  'command report': serving,
  // Whose it is decides: nothing is collected here.
  'button status-answer': agency,
  'button status-nothing': agency,
  'button status-pass': agency,
  'form status-answer': agency,
  'form status-pass': agency,
  'command reports': serving,
  // Whose it is decides: no report is known here. *Earlier reports* stands below one where both sides read.
  'button report-approve': agency,
  'button report-unapprove': agency,
  'button report-send': agency,
  'button report-edit': agency,
  'button report-skip': agency,
  'button report-take-up': agency,
  'button report-read': agency,
  'button report-markdown': agency,
  'button report-page': agency,
  'button reports-older': agency,
  'button report-earlier': anybody,
  'form report-edit': agency,
  'form report-skip': agency,
  'command scope': serving,
  'command used': serving,
  'command favour': serving,
  'command favours': serving,
  'shortcut check-scope': serving,
  'button flag-in': serving,
  'button flag-none': serving,
  'button flag-undo': serving,
  'button flag-raise': serving,
  'form flag-in': serving,
  'shortcut count-as-used': serving,
  'button scope-used': serving,
  'button scope-used-more': serving,
  'button scope-favour': serving,
  'button scope-favour-more': serving,
  'form scope-used': serving,
  'form scope-favour': serving,
  // Whoever serves Nova here is its backup or manages; others of the staff are refused by name.
  'form scope-item': serving,
  'form scope-import': serving,
  'form scope-import-confirm': serving,
  'button scope-import-undo': serving,
  'button scope-undo': serving,
  'command offer': serving,
  'command changes': serving,
  // Both sides, each their own; a stranger reads that it is for the two companies.
  'command decisions': row('yes own yes yes yes yes yes yes yes'),
  'button offer-change': serving,
  'form order-form': serving,
  'form order-preview': agency,
  'button order-edit': agency,
  'button order-throw-away': agency,
  'button order-withdraw': agency,
  'button order-remind': agency,
  'button order-put': agency,
  // Who decides is asked in orders.test.ts: here there is no such offer, for anybody.
  'button order-accept': anybody,
  'button order-decline': anybody,
  'button order-again': anybody,
  'command trial': serving,
  'button trial-right': serving,
  'button trial-wrong': serving,
  'button trial-start': switching,
  'button trial-end': switching,
  'button promise-remind': serving,
  'button promise-other': serving,
  'button promise-no': serving,
  'button promise-undo': serving,
  'button promise-done': serving,
  'form promise-time': serving,
  'button taken': serving,
  'button waiting-on-client': serving,
  'button resumed': serving,
  'button not-a-request': serving,
  'button elsewhere': serving,
  'button hand-to': serving,
  'button remind': serving,
  'button change': serving,
  'button undo-taken': serving,
  'button undo-waiting-on-client': serving,
  'button undo-resumed': serving,
  'button undo-elsewhere': serving,
  'button undo-not-a-request': serving,
  'button undo-track': serving,
  'button undo-handed': serving,
  'button undo-changed': serving,
  'button undo-remind': serving,
  // How one’s own home tab is drawn; what may stand there is decided when it is.
  'button home-filter': anybody,
  'button home-previous': anybody,
  'button home-next': anybody,
  'shortcut track': serving,
  'shortcut not-a-request': serving,
  'form change': serving,
  'form hand-to': serving,
};

const asked = rules.flatMap(({ triggers }) => triggers.flatMap((trigger) => nameOf(trigger) ?? []));

/** What a request is about: a question that waits at Nova, or somebody there. */
const about = { ts: '', conversation: '' };
const subjects: Record<string, string> = {
  'button card-put': 'client:nova',
  'form scope-used': 'client:nova#1',
  'form scope-item': 'client:nova#1',
  'form scope-import': 'client:nova#1',
  'form scope-import-confirm': 'client:nova:v1#1',
  'button scope-import-undo': 'client:nova:v1',
  'button card-take': 'client:nova',
  'button card-read': 'client:nova:v1',
  'form emergency-drill': 'client:nova',
};
const subjectOf = (name: string) => {
  if (name.includes(' setup-')) return 'client:nova#1';
  if (/ trial-(start|end)$/.test(name)) return 'client:nova';
  return subjects[name] ?? (name.includes('people-') ? 'client:nova:U0SOMEBODY' : about.conversation);
};

/** Everything that a request could change, as one text. */
async function world(): Promise<string> {
  const { rows } = await story.sandbox().db.query<{ world: string }>(
    `select concat(
       (select json_agg(marks order by ts) from messages), (select json_agg(agreement_version order by id) from clients),
       (select json_agg(slots order by subject) from slots), (select count(*) from outbox),
       (select json_agg(json_build_array(state, due_at, ring_at) order by id) from deadlines)) as world`,
  );
  return rows[0]?.world ?? '';
}

/** Sends one of each, and reads from the records what came of it: no ruling where the door refused, one that says so where the rule did. */
async function tries(asked: string[], asker: Asker): Promise<Record<string, Answer>> {
  const { db, slack, walk } = story.sandbox();
  const names = new Map<string, string>();
  for (const name of asked) {
    const letter = letterFor(name, askers[asker], { subject: subjectOf(name), ts: about.ts });
    names.set(/letter\.\d+/.exec(decodeURIComponent(letter.body))?.[0] ?? '', name);
    expect(await slack.send(letter)).toMatchObject({ status: 200 });
  }
  await walk.rest();
  const { rows: rulings } = await db.query<{ letter: string; reason: string; data: { about?: string } }>(
    "select split_part(event_id, ':', 2) as letter, reason, data from rulings where actor = $1 and event_id like '%:letter.%'",
    [askers[asker].by],
  );
  const answers: Record<string, Answer> = Object.fromEntries(asked.map((name) => [name, 'no']));
  for (const { letter, reason, data } of rulings) {
    const name = names.get(letter);
    const isRefused = reason === 'not-yours' || data.about === 'not-yours';
    if (name !== undefined) answers[name] = isRefused ? 'own' : 'yes';
  }
  return answers;
}

beforeAll(async () => {
  const { slack } = story.sandbox();
  await slack.admin.addTeam({ id: 'T0ELSEWHERE', name: 'Elsewhere', domain: 'elsewhere' });
  await slack.admin.addUser({ id: 'U0GUEST', name: 'gina', is_restricted: true });
  await slack.admin.addUser({ id: 'U0STRANGER', name: 'stef', team_id: 'T0ELSEWHERE' });
  await slack.admin.addUser({ id: 'U0SOMEBODY', name: 'sol', team_id: 'T0NOVA' });
  await story.begin();
  await story.until('Mon 10:00');
  about.ts = await story.says('U0ANNA', 'C0NOVA', 'Can you send us the files?');
  const { rows } = await story
    .sandbox()
    .db.query<{ id: string }>('select id from conversations where settled_at is null');
  about.conversation = rows[0]?.id ?? '';
});

test('every command, button, shortcut and form has a line in the table, and every line stands for one', () => {
  expect(Object.keys(table).sort()).toEqual([...new Set(asked)].sort());
  expect(Object.values(table).every((line) => line.length === names.length)).toBe(true);
});

describe.each(names)('%s', (asker) => {
  const column = names.indexOf(asker);
  const may = Object.entries(table).map(([name, line]): [string, Answer] => [name, line[column] ?? 'no']);
  const [allowed, refused] = [
    may.filter(([, answer]) => answer === 'yes'),
    may.filter(([, answer]) => answer !== 'yes'),
  ];
  const namesOf = (some: [string, Answer][]) => some.map(([name]) => name);

  test('is refused what the table refuses, and changes nothing by asking for it', async () => {
    const before = await world();
    expect(await tries(namesOf(refused), asker)).toEqual(Object.fromEntries(refused));
    expect(await world()).toBe(before);
  });

  test('may do what the table says', async () => {
    expect(await tries(namesOf(allowed), asker)).toEqual(Object.fromEntries(allowed));
  });
});

gateHolds(story.sandbox, permitting);
