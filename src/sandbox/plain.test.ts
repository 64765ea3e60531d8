import { expect, test } from 'vitest';
import { isClient, nameOf, plain } from './plain.ts';
import { sampleWorld } from './sample/world.ts';

const world = sampleWorld();

test.each([
  ['<@U0ANNA> and <@U0GONE|gone> and <@U0GONE>', 'Anna Novak (Nova Bikes) and gone and Somebody'],
  ['in <#C0NOVA>, <#C0NOVA|old-name> and <#C0GONE|elsewhere>', 'in #nova-bikes, #nova-bikes and #elsewhere'],
  ['<!here> <!channel> <!subteam^S0ONE|@designers>', '@here @channel @designers'],
  ['due <!date^1795190000^{date_short} at {time}|Mon 10:50>', 'due Mon 10:50'],
  [
    '<https://nova.example/a_b_c|the plan> or <https://nova.example/>',
    'the plan: https://nova.example/a_b_c or https://nova.example/',
  ],
  ['<mailto:anna@nova.example|anna@nova.example>', 'anna@nova.example'],
  ['*One question* waits, *<https://nova.example|open it>*', 'One question waits, open it: https://nova.example'],
  ['2 * 3 * 4 and a*b*c and <https://nova.example/*a*/>', '2 * 3 * 4 and a*b*c and https://nova.example/*a*/'],
  ['&lt;b&gt;AT&amp;amp;T&lt;/b&gt; &lt;@U0ANNA&gt;', '<b>AT&amp;T</b> <@U0ANNA>'],
  ['\u001b[31mred\u0007\nnext line', '[31mred\nnext line'],
])('%j is read as %j', (text, read) => {
  expect(plain(world, text)).toBe(read);
});

test('words of a hundred thousand stars are read at once', () => {
  expect(plain(world, '*a '.repeat(50_000))).toHaveLength(150_000);
});

test('people are named with whose they are, where they are not of the agency', () => {
  expect(['U0RUTH', 'U0ANNA', 'U0DENIZ', undefined].map((id) => nameOf(world, id))).toEqual([
    'Ruth Okafor',
    'Anna Novak (Nova Bikes)',
    'Deniz Arslan (guest)',
    'Somebody',
  ]);
  expect(['U0RUTH', 'U0ANNA', 'U0DENIZ', 'U0RULES'].map((id) => isClient(world, id))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
