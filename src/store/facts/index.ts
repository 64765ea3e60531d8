/** Every question, and who answers it. */
import type { Ask, Question, Questions } from '../../engine/facts.ts';
import { celebrationChoice, celebrationDaysFact, wordingsSaid } from '../celebrations.ts';
import { changeOrderFact, changeOrdersOf, changeOrderWords, decisionsOf } from '../change-orders.ts';
import { correctionOf, correctionsFact } from '../corrections.ts';
import { doNotDisturbFact } from '../do-not-disturb.ts';
import { goalValuesFact } from '../goals.ts';
import { heldBackCounts, heldBackFact, heldBackOf } from '../held-back.ts';
import {
  emergencyTalks,
  incidentEntriesFact,
  incidentFact,
  incidentsOf,
  pagesFact,
  runningIncidents,
} from '../incidents.ts';
import { milestoneFact, milestonesOfFact } from '../milestones.ts';
import { overrideFact, overridesFact, userGroupsFact } from '../on-call.ts';
import { openReports, reportFact, reportsOf } from '../reports.ts';
import { followUpFact, followUpsOf, incidentReviewFact, incidentReviewsOf } from '../reviews.ts';
import { scopeEntriesFact, scopeEntriesOfMessage, scopeEntryFact } from '../scope-entries.ts';
import { winAt, winCounts, winFact, winsOf } from '../wins.ts';
import { absenceFact, absencesFact } from './absences.ts';
import { afterHours } from './after-hours.ts';
import { agency, agreement, agreementsFact, agreementText, claims, template } from './agreements.ts';
import type { Answerer, Asking } from './answerer.ts';
import {
  answeredSince,
  conversationFact,
  conversationOf,
  conversationsFact,
  lastAsked,
  openConversations,
} from './conversations.ts';
import {
  breachesSince,
  countOf,
  deadlineFact,
  deadlinesFact,
  deadlinesOfClients,
  runningDeadlines,
  troubledChannels,
} from './deadlines.ts';
import { deafChannels } from './hearing.ts';
import { link, links, messageFact, threadReplies, wordsFact, wordsOf, wordsUnavailable } from './messages.ts';
import { noticeChoices, settledMeanwhile } from './notice-choices.ts';
import {
  channel,
  channelBySlackId,
  channelsOf,
  clientsMeeting,
  clientsNaming,
  clientsServedBy,
  members,
  person,
  persons,
  seen,
  workspaceAdmins,
} from './people.ts';
import { rulingsFact, said, saidAt, saidUnder, slot, standsAt } from './rulings.ts';
import { lastWrote, voices } from './voices.ts';

const answerers: { [Name in Question]: Answerer<Name> } = {
  win: winFact,
  winAt,
  winsOf,
  winCounts,
  conversations: conversationsFact,
  conversation: conversationFact,
  conversationOf,
  lastAsked,
  openConversations,
  answeredSince,
  deadlines: deadlinesFact,
  deadline: deadlineFact,
  deadlinesOfClients,
  countOf,
  runningDeadlines,
  breachesSince,
  agreement,
  agreements: agreementsFact,
  agency,
  agreementText,
  claims,
  template,
  clientsServedBy,
  clientsMeeting,
  clientsNaming,
  absences: absencesFact,
  absence: absenceFact,
  overrides: overridesFact,
  override: overrideFact,
  userGroups: userGroupsFact,
  doNotDisturb: doNotDisturbFact,
  noticeChoices,
  settledMeanwhile,
  person,
  persons,
  channel,
  channelBySlackId,
  channelsOf,
  deafChannels,
  members,
  seen,
  message: messageFact,
  voices,
  lastWrote,
  workspaceAdmins,
  afterHours,
  words: wordsFact,
  wordsOf,
  wordsUnavailable,
  link,
  links,
  rulings: rulingsFact,
  said,
  saidAt,
  saidUnder,
  threadReplies,
  standsAt,
  slot,
  heldBack: heldBackFact,
  scopeEntries: scopeEntriesFact,
  scopeEntriesOfMessage,
  scopeEntry: scopeEntryFact,
  heldBackOf,
  heldBackCounts,
  celebrationChoice,
  celebrationDays: celebrationDaysFact,
  wordingsSaid,
  troubledChannels,
  corrections: correctionsFact,
  incident: incidentFact,
  runningIncidents,
  emergencyTalks,
  incidentsOf,
  incidentEntries: incidentEntriesFact,
  pages: pagesFact,
  incidentReview: incidentReviewFact,
  incidentReviewsOf,
  followUp: followUpFact,
  followUpsOf,
  report: reportFact,
  reportsOf,
  openReports,
  changeOrder: changeOrderFact,
  changeOrdersOf,
  changeOrderWords,
  decisionsOf,
  goalValues: goalValuesFact,
  milestone: milestoneFact,
  milestonesOf: milestonesOfFact,
  correctionOf,
};

/** Asks over one connection, or over whichever `asking` gives for each question. */
export function createAsk(asking: <Result>(work: (asking: Asking) => Promise<Result>) => Promise<Result>): Ask {
  return <Name extends Question>(name: Name, given: Questions[Name]['given']) =>
    asking((about) => (answerers[name] as Answerer<Name>)(about, given));
}
