import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callablesOf, sentFrom, typedFrom } from './typed.ts';

const people = [
  { id: 'U0MIRA', name: 'mira', realName: 'Mira Aksoy' },
  { id: 'U0MIRAB', name: 'mira.b', realName: 'Mira Aksoy Berg' },
  { id: 'U0ANNA', name: 'anna', realName: 'Anna Novak' },
  { id: 'U0TWIN1', name: 'kim1', realName: 'Kim Lee' },
  { id: 'U0TWIN2', name: 'kim2', realName: 'Kim Lee' },
];
const channels = [
  { id: 'C0NOVA', name: 'nova-bikes', with: null },
  { id: 'C0NOVAINT', name: 'nova-bikes-internal', with: null },
];
const names = callablesOf(people, channels);

test.each([
  ['@Anna Novak, please', '<@U0ANNA>, please'],
  ['(@anna)', '(<@U0ANNA>)'],
  ['@Mira Aksoy Berg and @Mira Aksoy', '<@U0MIRAB> and <@U0MIRA>'],
  ['in #nova-bikes-internal, not #nova-bikes.', 'in <#C0NOVAINT>, not <#C0NOVA>.'],
  ['@here and @channel', '<!here> and <!channel>'],
  ['@hereabouts @nobody #none', '@hereabouts @nobody #none'],
  ['anna@novak.example', 'anna@novak.example'],
  ['@Annabel', '@Annabel'],
  ['@Kim Lee @kim2', '@Kim Lee <@U0TWIN2>'],
  ['<script>@anna</script>', '<script><@U0ANNA></script>'],
])('%s is sent as %s', (typed, sent) => {
  expect(sentFrom(typed, names)).toBe(sent);
});

test.each([
  ['<@U0ANNA> &amp; co &lt;now&gt;', '@Anna Novak & co <now>'],
  ['<#C0NOVA> <!here> <https://example.org/a?b=1&amp;c=2>', '#nova-bikes @here https://example.org/a?b=1&c=2'],
  ['<@U0WHO|who>', '@who'],
])('%s is edited as %s', (kept, typed) => {
  expect(typedFrom(kept, names)).toBe(typed);
});

test('whatever is typed without a sign is sent as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[@#]/.test(text));
      expect(sentFrom(text, names)).toBe(text);
    }),
  );
});

test('opening an edit and saving it unchanged sends what was sent', () => {
  const words = fc.constantFrom('@Anna Novak', '@mira', '#nova-bikes', '@here', 'hello', '@nobody');
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const sent = sentFrom(parts.join(' '), names);
      expect(sentFrom(typedFrom(sent, names), names)).toBe(sent);
    }),
  );
});
