import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RequestAnswers } from '../engine/ports.ts';
import { answering, type Exchange } from './answers.ts';
import { makeClients } from './clients.ts';
import { fromCommand } from './inbound/command.ts';
import { fromForm } from './inbound/form.ts';
import { slashCommand, submittedForm } from './tests/payloads.ts';
import { type Call, type ScriptedAnswer, scriptedSlack } from './tests/scripted-slack.ts';

const logger = pino({ level: 'silent' });
const words = { text: 'Two conversations are open.', blocks: [] };

let script: Record<string, (call: Call) => ScriptedAnswer>;
let slack: Awaited<ReturnType<typeof scriptedSlack>>;
let acknowledged: unknown[];
let responded: unknown[];
let toldSlack: Promise<void>;
let exchange: Exchange;

beforeEach(async () => {
  script = { 'chat.postMessage': () => ({ ok: true, channel: 'D0ANA', ts: '1.1' }) };
  slack = await scriptedSlack(script);
  acknowledged = [];
  responded = [];
  toldSlack = new Promise((resolve) => {
    exchange = {
      request: fromCommand(slashCommand),
      body: slashCommand,
      ack: async (answer) => {
        acknowledged.push(answer);
        resolve();
      },
      respond: async (answer) => responded.push(answer),
    };
  });
});
afterEach(() => slack.close());

/** Decides only after Slack has been told, as happens when the house is slow. */
function answerLate(answer: (answers: RequestAnswers) => Promise<void>): Promise<void> {
  const client = makeClients({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, logger).answers;
  const decide = async (answers: RequestAnswers) => {
    await toldSlack;
    await answer(answers);
  };
  return answering(exchange, client, logger, decide, 5);
}

test('Slack is told in time even when the answer is not ready, and the answer comes another way', async () => {
  await answerLate((answers) => answers.privately(words));
  expect(acknowledged).toEqual([undefined]);
  expect(responded).toMatchObject([{ response_type: 'ephemeral', text: words.text }]);
});

test('what was wrong in a form is said by message when the form has closed already', async () => {
  exchange = { ...exchange, request: fromForm(submittedForm), body: submittedForm, respond: null };
  await answerLate((answers) => answers.fieldErrors({ dueAt: 'This time is past.' }));
  expect(acknowledged).toEqual([undefined]);
  expect(slack.calls).toMatchObject([
    { method: 'chat.postMessage', arguments: { channel: 'U0ANA', text: 'This time is past.' } },
  ]);
});
