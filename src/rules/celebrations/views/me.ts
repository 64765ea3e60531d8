/** What somebody sees of themselves, and the form in which they change it. Drawn for nobody else. */
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import type { CelebrationDay } from '../../../engine/celebrated.ts';
import type { Ask, Channel } from '../../../engine/facts.ts';
import { field, form, oneOf } from '../../../engine/form.ts';
import { channelSubject, readFormSubject } from '../../../engine/form-subject.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { type Key, sayOfMe } from '../words.ts';
import { message } from './shown.ts';

const DAYS = 31;
const MONTHS = 12;
/** Any leap year: every birthday is in it. */
const NO_YEAR = '2000';

type Me = { days: (CelebrationDay & { channel: Channel | null })[]; isNamed: boolean; here: Channel | null };

async function loadMe(ask: Ask, userId: string, channelId: string | null): Promise<Me> {
  const known = await ask('celebrationDays', { userId });
  const days = [];
  for (const day of known) days.push({ ...day, channel: await ask('channel', { channelId: day.channelId }) });
  const [choice] = await ask('celebrationChoice', { userIds: [userId] });
  const here = channelId === null ? null : await ask('channel', { channelId });
  return { days, isNamed: choice?.isNamed ?? true, here };
}

export const me: View<Me> = {
  name: 'celebrate-me',
  load: (ask, { channelId }, { userId }) => loadMe(ask, userId ?? '', typeof channelId === 'string' ? channelId : null),
  render: ({ days, isNamed, here }, reader, { what }) => {
    const { language, side } = reader;
    const isStaff = side === 'staff';
    const said = what === 'shown' ? [] : [sayOfMe(language, saidKey(String(what), isStaff))];
    const lines = days.map(({ kind, day, channel }) =>
      sayOfMe(language, kind, { date: spoken(kind, day, language), channel: linkTo(channel) }),
    );
    return message(
      [
        ...said,
        sayOfMe(language, 'title'),
        ...(lines.length === 0 ? [sayOfMe(language, 'none')] : lines),
        sayOfMe(language, isNamed ? 'named' : 'unnamed'),
        // Whoever has no commands has the button.
        ...(isStaff ? [sayOfMe(language, 'how')] : []),
      ],
      buttons(here, days.length > 0 || isNamed, reader),
    );
  },
};

function saidKey(what: string, isStaff: boolean): Key {
  return what === 'off' && !isStaff ? 'said.off-client' : (`said.${what}` as Key);
}

function buttons(here: Channel | null, isKnown: boolean, { language }: Reader): KnownBlock[] {
  const subject = here === null ? 'none' : channelSubject(here.id);
  const isPlace = here !== null && (here.role === 'shared' || here.role === 'internal');
  const elements = [
    ...(isPlace ? [button('celebrate-me', sayOfMe(language, 'button.change'), subject)] : []),
    ...(isKnown ? [button('celebrate-me-off', sayOfMe(language, 'button.forget'), subject)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

const linkTo = (channel: Channel | null) => (channel === null ? '–' : `<#${channel.slackChannelId}>`);

/** A birthday without its year. */
function spoken(kind: CelebrationDay['kind'], day: string, language: string): string {
  const isBirthday = kind === 'birthday';
  const year = isBirthday ? undefined : ('numeric' as const);
  const tag = language === 'en' ? 'en-GB' : language;
  const at = Date.parse(`${isBirthday ? `${NO_YEAR}-${day}` : day}T00:00Z`);
  return new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year,
    timeZone: 'UTC',
    calendar: 'gregory',
  }).format(at);
}

export const meForm: View<Me & { subject: string }> = {
  name: 'celebrate-me-form',
  load: async (ask, { subject, userId }) => ({
    ...(await loadMe(ask, String(userId), readFormSubject(String(subject)).channelId)),
    subject: String(subject),
  }),
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language, side } = reader;
    const { days, isNamed, here, subject } = facts;
    const words = {
      title: sayOfMe(language, 'form.title'),
      submit: sayOfMe(language, 'form.save'),
      close: sayOfMe(language, 'form.close'),
    };
    const [month, day] = days.find(({ kind }) => kind === 'birthday')?.day.split('-') ?? [];
    const started = days.find(({ kind }) => kind === 'started')?.day;
    const optional = { optional: true };
    const picker = { type: 'datepicker' as const, ...(started === undefined ? {} : { initial_date: started }) };
    return form('celebrate-me', subject, words, [
      section(sayOfMe(language, 'form.about', { channel: linkTo(here) })),
      field('day', sayOfMe(language, 'form.day'), oneOf(dayOptions(), day ?? null), optional),
      field('month', sayOfMe(language, 'form.month'), oneOf(monthOptions(language), month ?? null), optional),
      // How long somebody is with their company is the agency's to be glad about for its own people.
      ...(side === 'staff' ? [field('started', sayOfMe(language, 'form.started'), picker, optional)] : []),
      field('named', sayOfMe(language, 'form.named'), oneOf(wishes(language), isNamed ? 'yes' : 'no')),
    ]);
  },
};

const two = (number: number) => String(number).padStart(2, '0');

function dayOptions(): PlainTextOption[] {
  return Array.from({ length: DAYS }, (_, index) => ({ text: plain(String(index + 1)), value: two(index + 1) }));
}

function monthOptions(language: string): PlainTextOption[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return Array.from({ length: MONTHS }, (_, index) => ({
    text: plain(format.format(Date.UTC(Number(NO_YEAR), index, 1))),
    value: two(index + 1),
  }));
}

function wishes(language: string): PlainTextOption[] {
  return (['yes', 'no'] as const).map((value) => ({ text: plain(sayOfMe(language, `form.named-${value}`)), value }));
}
