import { afterEach, expect, test } from 'vitest';
import { type Office, openOffice } from './tests/office.ts';

let office: Office;
afterEach(() => office.close());

test('a person posts in a channel, the signed event reaches a Bolt app, the app answers by direct message', async () => {
  let answered: Promise<unknown> = Promise.resolve();
  office = await openOffice((app) => {
    app.message('invoice', async ({ message, client }) => {
      const { user } = message as { user: string };
      answered = client.chat.postMessage({ channel: user, text: 'I have heard you.' });
      await answered;
    });
  });
  const { ts } = await office.slack.as('U0ANA').post('C0ACME', 'Where is the invoice?');
  await office.slack.settled();
  await answered;
  expect(ts).toBe('1793376000.000100');
  const world = office.slack.world();
  const direct = Object.values(world.channels).find((channel) => channel.kind === 'im');
  expect(direct?.members).toEqual(['U0RULES', 'U0ANA']);
  expect(world.messages[direct?.id ?? '']?.[0]).toMatchObject({ text: 'I have heard you.', bot_id: 'B0RULES' });
  expect(office.slack.unknownMethods()).toEqual([]);
});
