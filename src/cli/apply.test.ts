import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';

const story = tellWaitingStory('Could you send the invoice again, please?');

const read = (path: string) => readFileSync(path, 'utf8');
const edit = (path: string, change: (text: string) => string) => writeFileSync(path, change(read(path)));

describe('apply', () => {
  test('does nothing for what is in force already', async () => {
    const { code, out } = await groundrules('apply', story.copyOf('nova.yml'), story.copyOf('agency.yml'));
    expect(code).toBe(0);
    expect(out).toContain('agency.yml: nothing to do');
    expect(out).toContain('nova.yml: nothing to do, it says what version 1 says');
  });

  test('puts a change into force, says the difference and what moved, and writes the number into the file', async () => {
    const path = story.copyOf('nova.yml');
    edit(
      path,
      (text) =>
        `${text}\nresponseWindow: # as agreed on the phone\n  hours: roundTheClock\n  priorities: { normal: { first: 97h } }\n`,
    );
    const before = JSON.parse((await groundrules('status', 'nova', '--json')).out).waiting[0];
    const { code, out } = await groundrules('apply', path);
    expect(code).toBe(0);
    expect(out).toContain('nova, version 2, is in force now');
    expect(out).toContain('responseWindow.hours: office → roundTheClock');
    expect(out).toContain('1 question waits for an answer; 1 due time moved (Europe/Berlin):');
    expect(out).toContain('Mon 23 Nov 2026 10:50 → ');
    expect(read(path)).toContain('\nversion: 2\n');
    expect(read(path)).toContain('# as agreed on the phone');
    const after = JSON.parse((await groundrules('status', 'nova', '--json')).out).waiting[0];
    expect(after.id).toBe(before.id);
    expect(after.dueAt).not.toBe(before.dueAt);
  });

  test('leaves the file as it is when asked to', async () => {
    const path = story.copyOf('defne.yml');
    edit(path, (text) => `${text}\ngrouping: 9m\n`);
    const text = read(path);
    const { out } = await groundrules('apply', path, '--keep');
    expect(out).toContain('defne, version 2, is in force now');
    expect(out).toContain('No question waits for an answer.');
    expect(read(path)).toBe(text);
  });

  test('refuses a file made from an older version with the difference, and says with --force what was lost', async () => {
    const path = story.copyOf('defne.yml');
    edit(path, (text) => `${text}\nreactions: { taken: false }\n`);
    const refused = await groundrules('apply', path);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('refused: the file was made from version 1, and version 2 is in force');
    expect(refused.out).toContain('reactions.taken: true → false');
    expect(refused.out).toMatch(/these would be lost:\n +grouping: 5m → 9m/);
    expect(read(path)).toContain('\nversion: 1\n');
    const forced = JSON.parse((await groundrules('apply', path, '--force', '--json')).out);
    expect(forced[0]).toMatchObject({ outcome: 'next', version: 3, lost: [{ path: 'grouping' }], isWrittenBack: true });
  });

  test('refuses an agency file without the policy that an agreement in force names', async () => {
    const path = story.copyOf('agency.yml');
    const text = read(path);
    edit(path, (all) => all.replace('    standard:\n', '    by-night:\n'));
    const { code, err } = await groundrules('apply', path);
    expect(code).toBe(1);
    expect(err).toContain('nova, which is in force: emergency.policy: there is no policy standard; there is by-night');
    expect(err).toContain('Nothing was applied.');
    writeFileSync(path, text);
  });

  test('what was exported can be applied again', async () => {
    const { out } = await groundrules('export', 'defne');
    const path = join(story.folder, 'exported.yml');
    writeFileSync(path, `${out}\nstaffDeletionGrace: 20m\n`);
    expect((await groundrules('apply', path)).out).toContain('defne, version 4, is in force now');
    expect((await groundrules('export', 'defne', '--version', '1')).err).toContain('Version 4 is in force.');
  });

  test('applies nothing when one of several files is broken', async () => {
    const sound = story.copyOf('orchard.yml');
    edit(sound, (text) => `${text}\ngrouping: 8m\n`);
    const broken = join(story.folder, 'broken.yml');
    writeFileSync(broken, 'schema: 1\nid: other\ncolour: red\n');
    const { code, err } = await groundrules('apply', sound, broken);
    expect(code).toBe(1);
    expect(err).toMatch(/broken\.yml:3:1 colour: /);
    expect(err).toContain('Nothing was applied.');
    expect((await groundrules('export', 'orchard')).out).toContain('version 1, in force');
  });

  test('refuses a channel that belongs to another client', async () => {
    const path = story.copyOf('orchard.yml');
    edit(path, (text) => text.replace('id: orchard', 'id: other'));
    const { code, err } = await groundrules('apply', path);
    expect(code).toBe(1);
    expect(err).toContain('C0ORCHARD is named by orchard and by other');
  });

  test('moves a channel from one client to another when both files are applied, in whichever order', async () => {
    const giving = story.copyOf('orchard.yml');
    const taking = join(story.folder, 'nova-now.yml');
    writeFileSync(taking, (await groundrules('export', 'nova')).out);
    edit(giving, (text) => text.replace('C0ORCHARDINT', 'C0ELSEWHERE'));
    edit(taking, (text) => text.replace('C0NOVAINT', 'C0ORCHARDINT'));
    const { code, out } = await groundrules('apply', taking, giving);
    expect(code).toBe(0);
    expect(out).toMatch(/orchard, version 2[\s\S]*nova, version 3/);
  });
});
