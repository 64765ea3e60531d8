import { expect, test } from 'vitest';
import { readConsent } from './consent.ts';

test.each([
  'Yes, go ahead!',
  'ok 👍',
  'Sounds good, thank you',
  'Let’s do it',
  'Olur, başlayabilirsiniz',
  'TAMAM :tada:',
  '네, 그렇게 해주세요',
  '好的，请开始',
  'ตกลงค่ะ',
  'Да, согласны',
  '<@U0MIRA> approved',
])('%s is a yes', (text) => {
  expect(readConsent(text)).toBe('yes');
});

test.each([
  'No, keep the plan',
  'no thanks',
  'Hayır, plan kalsın',
  '아니요',
  '不用了，谢谢',
  'ไม่เอาค่ะ',
  'Нет, не надо',
])('%s is a no', (text) => {
  expect(readConsent(text)).toBe('no');
});

test.each([
  '',
  '👍',
  'Yes, but can we do it for 700?',
  'ok if it is done by Friday',
  'Is that with the music?',
  'Evet ama önce logoyu bitirelim',
  'Thanks, I will talk to Ben about it',
  'notes are in the folder',
  `Yes ${'and we would also like to talk about something else '.repeat(3)}`,
])('%s is left to people', (text) => {
  expect(readConsent(text)).toBeNull();
});
