/** Answers what `load` and the views ask, from a few plain tables. */
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Conversation } from '../../../engine/conversation.ts';
import type {
  Ask,
  Channel,
  Deadline,
  DeafChannel,
  Person,
  Questions,
  RecordedRuling,
  SaidMessage,
  WrittenMessage,
} from '../../../engine/facts.ts';
import { agency, agreementOf } from './scene.ts';

export type Tables = {
  agreement: Agreement | null;
  former: Agreement[];
  agency: Agency | null;
  conversations: Conversation[];
  deadlines: Deadline[];
  messages: WrittenMessage[];
  words: Record<string, string | null>;
  /** Messages whose words are kept under a key that is not ours. */
  unavailable: string[];
  people: Record<string, string>;
  said: SaidMessage[];
  rulings: RecordedRuling[];
  served: string[];
  deaf: DeafChannel[];
};

export const people = {
  U0ANNA: 'Anna Novak',
  U0MIRA: 'Mira Aksoy',
  U0RUTH: 'Ruth Okafor',
  U0ELIF: 'Elif Kaya',
  U0JONAS: 'Jonas Weber',
};

type Answers = { [Name in keyof Questions]: (given: Questions[Name]['given']) => Questions[Name]['answer'] };

function channelOf({ agreement }: Tables, id: string): Channel {
  return {
    id,
    slackChannelId: 'C0NOVA',
    clientId: agreement === null ? null : 'nova',
    name: 'nova-bikes',
    role: agreement === null ? 'unassigned' : 'shared',
    isArchived: false,
    isMember: true,
    isExternallyShared: true,
  };
}

function personOf(tables: Tables, userId: string): Person | null {
  const name = tables.people[userId];
  const rest = { teamId: 'T0HARBOUR', enterpriseId: null, language: null, timeZone: null, isBot: false };
  return name === undefined
    ? null
    : { userId, name, ...rest, isGuest: false, isDeleted: false, isWorkspaceAdmin: false };
}

/** What none of these stories is about. */
const nothingThere = {
  overrides: () => [],
  celebrationChoice: () => [],
  celebrationDays: () => [],
  wordingsSaid: () => [],
  win: () => null,
  winAt: () => null,
  winsOf: () => [],
  winCounts: () => [],
  userGroups: () => [],
  doNotDisturb: () => [],
  override: () => [],
  heldBack: () => null,
  heldBackOf: () => [],
  heldBackCounts: () => [],
  scopeEntries: () => [],
  scopeEntriesOfMessage: () => [],
  scopeEntry: () => null,
  corrections: () => [],
  correctionOf: () => null,
  troubledChannels: () => [],
  changeOrder: () => null,
  report: () => null,
  answeredSince: () => 0,
  reportsOf: () => [],
  openReports: () => [],
  changeOrdersOf: () => [],
  changeOrderWords: () => ({ words: null, isAsFrozen: null }),
  decisionsOf: () => [],
  saidAt: () => null,
  threadReplies: () => [],
  goalValues: () => [],
  milestone: () => null,
  milestonesOf: () => [],
  incident: () => null,
  workspaceAdmins: () => [],
  lastWrote: () => null,
  runningIncidents: () => [],
  incidentsOf: () => [],
  emergencyTalks: () => [],
  incidentReview: () => null,
  incidentReviewsOf: () => [],
  followUp: () => null,
  followUpsOf: () => [],
  incidentEntries: () => [],
  pages: () => [],
};

/** Asks the tables. What a table does not hold is answered as the store answers what it does not know. */
export function askOf(given: Partial<Tables>): Ask {
  const tables: Tables = {
    agreement: agreementOf(),
    former: [],
    agency,
    conversations: [],
    deadlines: [],
    messages: [],
    words: {},
    unavailable: [],
    people,
    said: [],
    rulings: [],
    served: ['U0MIRA', 'U0RUTH', 'U0ELIF', 'U0JONAS'],
    deaf: [],
    ...given,
  };
  const client = { clientId: 'nova', name: tables.agreement?.client.name ?? '' };
  const channelNamed = (id: string) => channelOf(tables, id);
  const answers: Answers = {
    ...nothingThere,
    conversations: ({ channelId }) => tables.conversations.filter((one) => one.channelId === channelId),
    conversation: ({ id }) => tables.conversations.find((one) => one.id === id) ?? null,
    conversationOf: ({ ts }) => tables.conversations.findLast(({ messages }) => messages.includes(ts)) ?? null,
    openConversations: ({ clientIds }) => {
      const open = clientIds.includes('nova') ? tables.conversations.filter(({ settled }) => settled === null) : [];
      return open.map((one) => ({ ...one, clientId: 'nova' }));
    },
    deadlines: ({ subjects, channelIds }) =>
      tables.deadlines.filter(
        ({ subject, channelId, state }) =>
          subjects.includes(subject) || (state === 'pending' && channelIds.includes(channelId ?? '')),
      ),
    lastAsked: ({ lane, before }) =>
      tables.conversations.findLast((one) => one.lane === lane && one.askedAt <= before) ?? null,
    countOf: () => [],
    runningDeadlines: () => tables.deadlines.filter(({ state }) => state === 'pending'),
    breachesSince: () => [],
    agreements: () => (tables.agreement === null ? [] : [tables.agreement]),
    persons: () => [],
    wordsOf: ({ places }) => places.map(({ ts }) => ({ text: tables.words[ts] ?? null, isUnavailable: false })),
    links: ({ places }) => places.map(({ ts }) => `https://harbour.slack.com/archives/C0NOVA/p${ts.replace('.', '')}`),
    deadline: ({ id }) => tables.deadlines.find((one) => one.id === id) ?? null,
    agreement: ({ version }) =>
      version === undefined ? tables.agreement : (tables.former.find((one) => one.version === version) ?? null),
    agency: () => tables.agency,
    agreementText: () => null,
    claims: () => [],
    template: () => null,
    clientsServedBy: ({ userId }) => (tables.served.includes(userId) ? [client] : []),
    clientsMeeting: () => [],
    clientsNaming: () => [],
    absences: () => [],
    absence: () => null,
    noticeChoices: () => [],
    settledMeanwhile: () => 0,
    person: ({ userId }) => personOf(tables, userId),
    channel: ({ channelId }) => channelNamed(channelId),
    channelsOf: () => [channelNamed('nova-channel')].filter((one) => one !== null),
    deafChannels: () => tables.deaf,
    members: () => ({ userIds: Object.keys(tables.people), readAt: null }),
    seen: () => [],
    channelBySlackId: ({ slackChannelId }) => (slackChannelId === 'C0NOVA' ? channelNamed('nova-channel') : null),
    message: ({ ts }) => tables.messages.find((one) => one.ts === ts) ?? null,
    deadlinesOfClients: () => [],
    voices: () => [],
    afterHours: () => 0,
    words: ({ ts }) => tables.words[ts] ?? null,
    wordsUnavailable: ({ ts }) => tables.unavailable.includes(ts),
    link: ({ ts }) => `https://harbour.slack.com/archives/C0NOVA/p${ts.replace('.', '')}`,
    rulings: () => tables.rulings,
    said: ({ subject }) => tables.said.filter(({ data }) => data.subject === subject),
    saidUnder: ({ key }) => tables.said.find((one) => one.key === key) ?? null,
    standsAt: () => null,
    slot: () => null,
  };
  return async (name, asked) => answers[name](asked);
}

/** A client's message as it is written down, with these presses on it. */
export function written(
  conversation: Conversation,
  marks: Partial<WrittenMessage['marks'][number]>[] = [],
): WrittenMessage {
  return {
    channelId: conversation.channelId,
    ts: conversation.messages[0] ?? '',
    threadTs: null,
    author: conversation.asker,
    occurredAt: conversation.askedAt,
    deletedAt: null,
    needsReply: true,
    readingReason: 'asks',
    asksSince: conversation.askedAt,
    marks: marks.map((mark, index) => ({
      id: `press-${index}`,
      name: 'taken',
      by: 'U0MIRA',
      at: conversation.askedAt,
      offAt: null,
      data: {},
      ...mark,
    })),
  };
}
