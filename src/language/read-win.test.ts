import { expect, test } from 'vitest';
import { readWin } from './read-win.ts';

test.each([
  ['<@U0RULES> win: ten thousand orders', 'ten thousand orders'],
  ['<@U0RULES|rules>, Good news: we won\nthe prize ', 'we won\nthe prize'],
  ['  <@U0RULES> WIN : <@U0MIRA> did it', '<@U0MIRA> did it'],
  ['<@U0RULES> Başarı: on bin sipariş', 'on bin sipariş'],
  ['<@U0RULES> güzel haber: ödül aldık', 'ödül aldık'],
  ['<@U0RULES> 좋은 소식: 주문 만 건', '주문 만 건'],
  ['<@U0RULES> 好消息：一万个订单', '一万个订单'],
  ['<@U0RULES> ข่าวดี: หมื่นออเดอร์', 'หมื่นออเดอร์'],
  ['<@U0RULES> Победа: десять тысяч заказов', 'десять тысяч заказов'],
])('%s announces a win', (text, what) => {
  expect(readWin(text)).toEqual({ called: 'U0RULES', what });
});

test.each([
  'win: ten thousand orders',
  '<@U0RULES> we win: always',
  '<@U0RULES> win:   ',
  '<@U0RULES> win ten thousand orders',
  '<@U0RULES> winning: everything',
  'What a win: thanks <@U0RULES>',
  '',
])('“%s” announces none', (text) => {
  expect(readWin(text)).toBeNull();
});
