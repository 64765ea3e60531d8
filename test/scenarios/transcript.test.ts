import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { remarksOn } from '../../src/sandbox/remarks.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { lateAnswer } from '../../src/sandbox/scenes/late-answer.ts';
import { createStage } from '../../src/sandbox/scenes/stage.ts';
import { startTranscript } from '../../src/sandbox/transcript.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

const zone = 'Europe/Berlin';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox({ startAt: Date.parse('2026-11-20T16:30:00+01:00') });
});
afterAll(() => sandbox.drop());

test('the picture at the head of the README is what the sandbox really tells', async () => {
  const lines: string[] = [];
  const transcript = startTranscript({
    slack: sandbox.slack,
    clock: sandbox.time.clock,
    write: (line) => lines.push(line.trim()),
    zone,
    bot: botUserId,
    style: (_kind, text) => text,
  });
  const aside = async (channel: string, ts: string) => {
    for (const remark of await remarksOn(sandbox.house(), channel, ts, zone)) transcript.remark(remark);
  };
  await lateAnswer.play(createStage(sandbox, { zone, bot: botUserId, aside }));
  transcript.stop();
  const readme = readFileSync('README.md', 'utf8');
  const picture = /<!-- transcript -->\n```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const shown = picture.split('\n').flatMap((line) => (['', '…'].includes(line.trim()) ? [] : [line.trim()]));
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((line) => !lines.includes(line))).toEqual([]);
});
