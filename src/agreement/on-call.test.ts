import { describe, expect, it } from 'vitest';
import { emergencyProblems, emergencySection, policyOf } from './emergency.ts';
import { responderText } from './escalation.ts';
import { loadAgency, loadAgreement } from './load.ts';
import { problemText } from './problem.ts';

const head = `schema: 1
agency: { name: Harbour Studio }
admins: [U0ADMIN Tess]
defaults: { timeZone: Europe/Berlin }
`;
const onCall = `onCall:
  contacts:
    U0MIRA: { phone: "+49 30 23125-001", email: mira@harbourstudio.example }
    U0JONAS: { phone: "+493023125002" }
    night-desk: { name: Night desk, phone: "+493023125003" }
  rotas:
    evenings: { timeZone: Europe/Berlin, handOver: Monday 9:00, people: [U0MIRA Mira Aksoy, U0JONAS], startsOn: 2026-11-02 }
  policies:
    standard:
      repeat: 2
      steps:
        - { page: [rota:evenings], by: [slack, sms], then: 5m }
        - { page: [U0RUTH Ruth Okafor, group:S0ABC, contact:night-desk], by: [slack, webhook], then: 10m }
`;

function read(text: string) {
  const loaded = loadAgency(head + text, { fileName: 'agency.yml' });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded;
}
function complaints(text: string): string[] {
  const loaded = loadAgency(head + text, { fileName: 'agency.yml' });
  return loaded.ok ? loaded.warnings.map((one) => `warning ${problemText(one)}`) : loaded.problems.map(problemText);
}

describe('what the agency says of who is on call', () => {
  it('is read whole: contacts, rotas, policies', () => {
    const { agency, warnings } = read(onCall);
    expect(warnings).toEqual([]);
    expect(agency.onCall?.contacts.U0MIRA).toEqual({ phone: '+493023125001', email: 'mira@harbourstudio.example' });
    expect(agency.onCall?.rotas.evenings).toEqual({
      timeZone: 'Europe/Berlin',
      handOver: { weekday: 'mon', time: '09:00' },
      people: [{ id: 'U0MIRA', name: 'Mira Aksoy' }, { id: 'U0JONAS' }],
      startsOn: '2026-11-02',
      notice: true,
    });
    const standard = agency.onCall?.policies.standard;
    expect(standard).toMatchObject({ hours: 'always', repeat: 2 });
    expect(standard?.steps.map(({ by, wait }) => ({ by, wait: wait.ms }))).toEqual([
      { by: ['slack', 'sms'], wait: 300_000 },
      { by: ['slack', 'webhook'], wait: 600_000 },
    ]);
    expect(standard?.steps.flatMap(({ page }) => page.map(responderText))).toEqual([
      'rota:evenings',
      'U0RUTH Ruth Okafor',
      'group:S0ABC',
      'contact:night-desk',
    ]);
  });

  it('may be left out, whole or in part', () => {
    expect(read('').agency.onCall).toBeUndefined();
    expect(read('onCall: { contacts: { U0MIRA: { email: mira@harbourstudio.example } } }\n').agency.onCall).toEqual({
      contacts: { U0MIRA: { email: 'mira@harbourstudio.example' } },
      rotas: {},
      policies: {},
    });
  });

  const changed = (from: string, to: string) => onCall.replace(from, to);
  it.each([
    [
      'an unknown rota',
      changed('[rota:evenings]', '[rota:evening]'),
      ['agency.yml:16:20 onCall.policies.standard.steps[0].page[0]: there is no rota evening; did you mean evenings?'],
    ],
    [
      'an unknown contact',
      changed('contact:night-desk', 'contact:porter'),
      [
        'agency.yml:17:53 onCall.policies.standard.steps[1].page[2]: there is no contact porter; there is U0MIRA, U0JONAS, night-desk',
      ],
    ],
    [
      'a rota of nobody',
      changed('[U0MIRA Mira Aksoy, U0JONAS]', '[]'),
      ['agency.yml:11:73 onCall.rotas.evenings.people: name at least one person, or nobody would be on call'],
    ],
    [
      'a hand-over that is no weekday',
      changed('Monday 9:00', 'Mo 9'),
      [
        'agency.yml:11:52 onCall.rotas.evenings.handOver: "Mo 9" is not a weekday and a time; write Monday 09:00 or Friday 17:30',
      ],
    ],
    [
      'a number without its country',
      changed('"+493023125002"', '"030 23125002"'),
      [
        'agency.yml:8:23 onCall.contacts.U0JONAS.phone: this number has no country in front; write +, the country and the number without its first 0',
      ],
    ],
    [
      'a contact that says nothing',
      changed('{ phone: "+493023125002" }', '{}'),
      ['agency.yml:8:14 onCall.contacts.U0JONAS: write a phone, an email or both, or take the contact out'],
    ],
    [
      'a contact without a name',
      changed('name: Night desk, ', ''),
      [
        'agency.yml:9:17 onCall.contacts.night-desk: night-desk is nobody in Slack, so write beside the number what they are called, such as name: Night desk',
      ],
    ],
    [
      'a name that no command could take',
      changed('evenings: {', 'Late Shift: {').replace('rota:evenings', 'U0MIRA'),
      [
        'agency.yml:11:17 onCall.rotas.Late Shift: "Late Shift" is not a name that commands can take; write lower-case letters, digits and hyphens, such as evenings',
      ],
    ],
    [
      'somebody in the rota whom the one way named cannot reach',
      changed('by: [slack, sms]', 'by: [slack, email]'),
      [
        'agency.yml:16:20 onCall.policies.standard.steps[0].page[0]: email cannot reach U0JONAS, who has no email; write it under onCall: contacts: U0JONAS: in the agency file',
      ],
    ],
    [
      'somebody whom one of two ways cannot reach',
      changed('by: [slack, sms]', 'by: [sms, email]'),
      [
        'warning agency.yml:16:20 onCall.policies.standard.steps[0].page[0]: email cannot reach U0JONAS, who has no email; write it under onCall: contacts: U0JONAS: in the agency file',
      ],
    ],
    [
      'a contact whom Slack alone should reach',
      changed('by: [slack, webhook]', 'by: [slack]'),
      [
        'agency.yml:17:53 onCall.policies.standard.steps[1].page[2]: night-desk is nobody in Slack; add sms, call or email to by',
      ],
    ],
    [
      'a step round the clock by Slack alone',
      changed('by: [slack, sms], ', ''),
      [
        'warning agency.yml:16:11 onCall.policies.standard.steps[0]: Slack alone wakes nobody who has do-not-disturb on at night; add sms, call or another way to by, or write hours: office',
      ],
    ],
    ['the same in office hours', changed('by: [slack, sms], ', '').replace('repeat: 2', 'hours: office'), []],
    ['a policy nobody uses and a rota nobody pages', changed('rota:evenings', 'U0MIRA'), []],
    [
      'a way there is not',
      changed('by: [slack, sms]', 'by: [slack, pager]'),
      [
        'agency.yml:16:48 onCall.policies.standard.steps[0].by[1]: "pager" is not one of slack, sms, call, email, webhook, pagerduty; write slack, sms, call, email, webhook or pagerduty',
      ],
    ],
    [
      'a misspelt key of a step',
      changed('by: [slack, sms], then: 5m', 'by: [slack, sms], than: 5m'),
      ['agency.yml:16:54 onCall.policies.standard.steps[0].than: than is not known here; did you mean then?'],
    ],
    [
      'a wait without a unit',
      changed('then: 5m', 'then: 5'),
      ['agency.yml:16:60 onCall.policies.standard.steps[0].then: 5 is not a length of time; write 5m or 10m'],
    ],
  ])('%s is told where it stands', (_what, text, expected) => expect(complaints(text)).toEqual(expected));

  it('does not take a word that every group has for a name of one of these', () => {
    expect(complaints(changed('rota:evenings', 'rota:constructor'))).toEqual([
      expect.stringContaining('there is no rota constructor'),
    ]);
  });
});

describe('what an agreement says of its emergencies', () => {
  const file = (emergency: string) => `schema: 1
id: nova
client: { name: Nova Bikes, language: en }
channels: [C0NOVA]
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS }
${emergency}`;
  const options = { fileName: 'nova.yml', sections: [emergencySection], template: () => undefined };
  const load = (emergency: string, agency: Parameters<typeof loadAgreement>[1]['agency'] = read(onCall).agency) =>
    loadAgreement(file(emergency), { ...options, agency });
  const said = (emergency: string) => {
    const loaded = load(emergency);
    return loaded.ok ? loaded.warnings.map(problemText) : loaded.problems.map(problemText);
  };

  it('is a policy of the agency by its name', () => {
    const { agency } = read(onCall);
    const loaded = load('emergency: { policy: standard }\n');
    if (!loaded.ok || loaded.kind !== 'agreement') throw new Error('refused');
    expect(policyOf(loaded.agreement, agency)).toEqual({ name: 'standard', policy: agency.onCall?.policies.standard });
    expect(emergencyProblems(loaded.agreement, agency)).toEqual([]);
    expect(policyOf(loaded.agreement, read('').agency)).toBeNull();
    expect(emergencyProblems(loaded.agreement, read('').agency)).toEqual([
      { path: ['emergency', 'policy'], message: expect.stringContaining('there is no policy standard') },
    ]);
  });

  it('or an own one, which may page the rotas of the agency', () => {
    const loaded = load('emergency:\n  policy:\n    steps:\n      - { page: [rota:evenings], by: [sms] }\n');
    if (!loaded.ok || loaded.kind !== 'agreement') throw new Error('refused');
    expect(policyOf(loaded.agreement, null)).toMatchObject({ name: null, policy: { hours: 'always', repeat: 5 } });
  });

  it('is read without the agency too, when an older version is loaded again', () => {
    const loaded = loadAgreement(file('emergency: { policy: standard }\n'), options);
    expect(loaded.ok).toBe(true);
  });

  it.each([
    [
      'emergency: { policy: standart }\n',
      'nova.yml:7:22 emergency.policy: there is no policy standart; did you mean standard?',
    ],
    [
      'emergency: { policy: The usual }\n',
      'nova.yml:7:22 emergency.policy: write the name of a policy of the agency file, such as standard',
    ],
    ['emergency: { policy: 7 }\n', 'nova.yml:7:22 emergency.policy: 7 stands here; write text, such as standard'],
    [
      'emergency: { emoji: "a b" }\n',
      'nova.yml:7:21 emergency.emoji: write the name of an emoji, such as rotating_light',
    ],
    [
      'emergency: { fairUse: often }\n',
      'nova.yml:7:23 emergency.fairUse: "often" is not a number a month; write 2 a month',
    ],
    [
      'emergency:\n  policy:\n    steps: [{ page: [U0MIRA], by: [sms] }]\n    stops: []\n',
      'nova.yml:10:5 emergency.policy.stops: stops is not known here; did you mean steps?',
    ],
    [
      'emergency:\n  policy:\n    steps:\n      - { page: [rota:late], by: [sms] }\n',
      'nova.yml:10:18 emergency.policy.steps[0].page[0]: there is no rota late; there is evenings',
    ],
    [
      'emergency:\n  policy:\n    steps:\n      - { page: [U0MIRA] }\n',
      'nova.yml:10:9 emergency.policy.steps[0]: Slack alone wakes nobody who has do-not-disturb on at night; add sms, call or another way to by, or write hours: office',
    ],
  ])('tells what is wrong where it stands: %j', (emergency, expected) => {
    expect(said(emergency)).toEqual([expected]);
  });
});
