import { compileWords } from '../../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

export type Key = keyof typeof en;

/** Renders one of the rule's texts for staff. */
export const say = compileWords<typeof en>({ en, tr });

const signatures = {
  en: { signed: '{name}, sent at opening', 'signed.at-once': '{name}, through this bot' },
  tr: { signed: '{name}, mesai başlangıcında gönderildi', 'signed.at-once': '{name}, bu bot aracılığıyla' },
  ko: { signed: '{name}, 업무 시작 시간에 발송', 'signed.at-once': '{name}, 이 봇을 통해 발송' },
  zh: { signed: '{name}，于开始办公时发送', 'signed.at-once': '{name}，由本机器人代发' },
  th: { signed: '{name} ส่งเมื่อเปิดทำการ', 'signed.at-once': '{name} ส่งผ่านบอตนี้' },
  ru: { signed: '{name}, отправлено к началу рабочего дня', 'signed.at-once': '{name}, через этого бота' },
};

/** The languages in which a kept message is signed: those in which clients are understood. */
export const languages: readonly string[] = Object.keys(signatures);

/** Renders the line under a posted message. */
export const sign = compileWords<(typeof signatures)['en']>(signatures);
