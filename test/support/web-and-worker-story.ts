/** A whole matter told with web and worker as two processes: web hears and answers, worker walks and tells. */
import { expect } from 'vitest';
import { anna, berlin, channel, mira, notices, posts, records, ruth } from './nova.ts';
import { webAndWorker } from './web-and-worker.ts';

const friday = (time: string) => berlin(`2026-11-20 ${time}`);

/** The window is half an hour in this agreement. Jobs go through Redis where its address is given. */
export async function provesWebAndWorker(url: string | null): Promise<void> {
  const stage = await webAndWorker(friday('10:00'), url);
  try {
    await stage.slack.as(anna).post(channel, 'Where is the invoice?');
    await stage.walk.to(friday('10:25'));
    expect(notices(stage, mira)).toEqual(['warning']);
    const [warning] = stage.slack.as(mira).sees('U0RULES').messages;
    expect(await stage.slack.as(mira).press('U0RULES', warning?.ts ?? '', 'taken')).toEqual({ ok: true });
    await stage.walk.to(friday('10:31'));
    await stage.slack.as(mira).post(channel, 'Here it is.');
    await stage.walk.to(friday('12:00'));
    expect(await records(stage.db)).toEqual(['breached due 10:30:00 replied 10:31:00']);
    expect(notices(stage, mira)).toEqual(['warning', 'breach']);
    expect(notices(stage, ruth)).toEqual(['breach']);
    expect(posts(stage)).toBe(3);
    const web = await stage.web.visits();
    const worker = await stage.worker.visits();
    expect([web.claimed, web.answered, web['written-down'], web['alarm-rung']]).toEqual([2, 1, undefined, undefined]);
    expect([worker.claimed, worker['written-down'], worker['alarm-rung']]).toEqual([undefined, 2, 2]);
  } finally {
    await stage.drop();
  }
}
