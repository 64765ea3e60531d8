/** Stories of emergencies at Nova Bikes: ways of paging that note down whom they wake, and what is kept read back in short lines. */
import type { Page, PagedPerson, PageOutcome, Pager, PageWay } from '../../src/engine/ports.ts';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { formLetter } from './letters.ts';
import { type Story, tellStories } from './story.ts';

export type Woken = { way: PageWay; to: string; key: string };
type Incident = { id: string; state: string; round: number; step: number | null; raised_at: Date };

export type EmergencyStory = Story & {
  /** Who was woken beside Slack, in order; empty it as you like. */
  woken: Woken[];
  /** What systems with incidents of their own were told, and which calls were hung up. */
  heard: string[];
  /** What comes of a way from now on. */
  outcomes: Map<PageWay, PageOutcome | Promise<PageOutcome>>;
  /** A way does not answer from now on; gives the function by which it does. */
  holds(way: PageWay): (outcome: PageOutcome) => void;
  slack(): ReturnType<Story['sandbox']>['slack'];
  /** Sends the form that raises one, and waits until what follows at once has come to rest. */
  raises(who: string, what: string): Promise<void>;
  /** Sends it and waits for nothing. */
  sendsForm(who: string, what: string, channel?: string): Promise<unknown>;
  latest(): Promise<Incident>;
  /** The kinds of its time line, in order. */
  line(): Promise<string[]>;
  /** Messages of the bot to somebody about emergencies. */
  direct(who: string): Message[];
  /** Whom it was woken through so far: `sms U0MIRA`. */
  ways(): string[];
  /** Ends whatever runs, and forgets who was woken. */
  over(): Promise<void>;
};

/** Tells stories from `start` on; call it once, at the top of a test file. `wrongBy`: how far the bot's clock is from Slack's. */
export function tellEmergencies(start: string, options: { wrongBy?: () => number } = {}): EmergencyStory {
  const woken: Woken[] = [];
  const heard: string[] = [];
  const outcomes: EmergencyStory['outcomes'] = new Map();
  const held: ((outcome: PageOutcome) => void)[] = [];
  const pager: Pager = {
    has: () => true,
    page: async (way: PageWay, to: PagedPerson, { key }: Page) => {
      woken.push({ way, to: to.id, key });
      return (await outcomes.get(way)) ?? { kind: 'sent', reference: `ref-${woken.length}` };
    },
    tell: async (way, what) => {
      heard.push(`${way} ${what}`);
      return { kind: 'sent', reference: '' };
    },
    withdraw: async (_way, reference) => {
      heard.push(`hung up ${reference}`);
      return { kind: 'sent', reference };
    },
    close: () => Promise.resolve(),
  };
  const story = tellStories(start, { permitting: ['C0NOVA', 'C0DEFNE'], pager, ...options });
  const slack = () => story.sandbox().slack;
  const latest = async (): Promise<Incident> => {
    const { rows } = await story
      .sandbox()
      .db.query("select * from incidents where client_id = 'nova' order by number desc limit 1");
    return rows[0] ?? { id: '', state: 'none', round: 0, step: null, raised_at: new Date(0) };
  };
  const sendsForm = async (who: string, what: string, channel = 'C0NOVA') => {
    const { rows } = await story.sandbox().db.query('select id from channels where slack_channel_id = $1', [channel]);
    const values = { what: { type: 'plain_text_input', value: what } };
    return slack().send(formLetter({ by: who, form: 'emergency', subject: `${rows[0].id}:top`, values }));
  };
  const isOfEmergency = ({ user, metadata }: Message) =>
    user === 'U0RULES' && String(metadata?.event_payload.key).startsWith('emergencies:');
  return {
    ...story,
    ...{ woken, heard, outcomes, slack, latest, sendsForm },
    holds: (way) => {
      let answer: (outcome: PageOutcome) => void = () => undefined;
      const silence = new Promise<PageOutcome>((resolve) => {
        answer = resolve;
      });
      outcomes.set(way, silence);
      held.push(answer);
      return answer;
    },
    raises: async (who, what) => {
      await sendsForm(who, what);
      await story.sandbox().walk.rest();
    },
    line: async () => {
      const asked = 'select kind from incident_entries where incident_id = $1 order by at, sequence';
      const { rows } = await story.sandbox().db.query<{ kind: string }>(asked, [(await latest()).id]);
      return rows.map(({ kind }) => kind);
    },
    direct: (who) => {
      const isTheirs = ({ kind, members }: { kind: string; members: string[] }) =>
        kind === 'im' && members.includes('U0RULES');
      const knows = slack().as(who).channels().some(isTheirs);
      return knows ? slack().as(who).sees('U0RULES').messages.filter(isOfEmergency) : [];
    },
    ways: () => woken.map(({ way, to }) => `${way} ${to}`),
    over: async () => {
      for (const answer of held.splice(0)) answer({ kind: 'unknown', because: 'too slow' });
      outcomes.clear();
      slack().faults.clear();
      await story.after(2);
      if ((await latest()).state !== 'resolved') await story.commands('U0MIRA', 'C0NOVAINT', '/rules incident resolve');
      await story.after(1);
      woken.length = 0;
      heard.length = 0;
    },
  };
}
