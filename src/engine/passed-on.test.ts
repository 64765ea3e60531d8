import { describe, expect, it } from 'vitest';
import type { Agreement } from '../agreement/agreement.ts';
import type { DeliveryFailed } from './event.ts';
import { passedOn } from './passed-on.ts';

const people = { owner: { id: 'U1OWNER' }, backup: { id: 'U2BACKUP' }, managers: [{ id: 'U3MANAGER' }], staff: [] };
const agreement = { people } as unknown as Agreement;
const reach = { agreement, agency: null, missing: { gone: [], away: [] } };

function failed(userId: string, data: DeliveryFailed['data'] = {}, key = 'rule:notice:1'): DeliveryFailed {
  const to = { kind: 'person', userId } as const;
  return {
    kind: 'DeliveryFailed',
    rule: 'rule',
    key,
    view: 'notice',
    data,
    to,
    because: 'x',
  } as unknown as DeliveryFailed;
}

describe('what Slack would not deliver', () => {
  it('goes from one to the next, each asked once, under a key of its own, and after the last to the operator', () => {
    const heard: unknown[] = [];
    let event = failed('U1OWNER', { what: 'it' });
    for (let times = 0; times < 5; times += 1) {
      const say = passedOn(event, reach);
      if (say === null) break;
      heard.push([say.to.kind === 'person' ? say.to.userId : say.to.kind, say.audience, say.key, say.data.what]);
      if (say.to.kind !== 'person') break;
      event = failed(say.to.userId, say.data, say.key);
    }
    expect(heard).toEqual([
      ['U2BACKUP', 'staff', 'rule:notice:1:instead:1', 'it'],
      ['U3MANAGER', 'manager', 'rule:notice:1:instead:2', 'it'],
      ['operator', 'operator', 'rule:notice:1:instead:3', 'it'],
    ]);
  });

  it('passes over who is away', () => {
    const away = [{ id: 'a', userId: 'U2BACKUP', since: 0, until: 9, backup: null, setBy: 'U2BACKUP' }];
    const say = passedOn(failed('U1OWNER'), { ...reach, missing: { gone: [], away } });
    expect(say?.to).toEqual({ kind: 'person', userId: 'U3MANAGER' });
  });

  it('is not passed on where it was no message to a person', () => {
    const event = { ...failed('U1OWNER'), to: { kind: 'channel', channelId: 'c', threadTs: null } as const };
    expect(passedOn(event, reach)).toBeNull();
  });
});
