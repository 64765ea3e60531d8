import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, expect, test } from 'vitest';
import { call, eventsOf, type Office, openOffice, requestsOf } from './tests/office.ts';

let office: Office;
afterEach(() => office.close());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const input = (id: string, more: object = {}, optional = false) => ({
  type: 'input' as const,
  block_id: id,
  optional,
  label: plain(id),
  element: { type: 'plain_text_input' as const, action_id: `${id}_text`, ...more },
});
const form = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'change',
  title: plain('Change'),
  submit: plain('Save'),
  blocks: [input('note'), input('extra', {}, true)],
  ...more,
});

/** An app whose shortcut opens this form. */
async function opening(view: ModalView, more: (app: App) => void = () => {}): Promise<void> {
  office = await openOffice((app) => {
    app.shortcut('open_rules', async ({ ack, client, body }) => {
      await client.views.open({ trigger_id: body.trigger_id, view });
      await ack();
    });
    more(app);
  });
}
const ana = () => office.slack.as('U0ANA');

test('a form is opened, filled, sent, and closes; the state has every field', async () => {
  await opening(form(), (app) => app.view('change', async ({ ack }) => ack()));
  await ana().globalShortcut('open_rules');
  expect(ana().form()).toMatchObject({ title: plain('Change'), callback_id: 'change', previous_view_id: null });
  expect(await ana().submit({ note_text: 'by phone' })).toEqual({ ok: true });
  const [body] = requestsOf(office, 'view_submission') as unknown as ViewSubmitAction[];
  expect(body?.view.state.values).toEqual({
    note: { note_text: { type: 'plain_text_input', value: 'by phone' } },
    extra: { extra_text: { type: 'plain_text_input', value: null } },
  });
  expect(body).toMatchObject({
    user: { id: 'U0ANA', team_id: 'T0HOME' },
    team: { id: 'T0HOME' },
    view: { app_installed_team_id: 'T0HOME' },
  });
  expect(ana().form()).toBeNull();
});

test('the client itself refuses an empty required field and words too short, and sends nothing', async () => {
  await opening(form({ blocks: [input('note', { min_length: 5 })] }));
  await ana().globalShortcut('open_rules');
  expect(await ana().submit()).toMatchObject({ ok: false, errors: { note: 'Please complete this required field.' } });
  expect(await ana().submit({ note_text: 'abc' })).toMatchObject({
    ok: false,
    errors: { note: expect.stringContaining('5') },
  });
  expect(requestsOf(office, 'view_submission')).toEqual([]);
  expect(ana().form()).not.toBeNull();
});

test('errors of the app stand at their fields and the form stays open with what was entered', async () => {
  await opening(form(), (app) =>
    app.view('change', async ({ ack }) => ack({ response_action: 'errors', errors: { note: 'In the past.' } })),
  );
  await ana().globalShortcut('open_rules');
  expect(await ana().submit({ note_text: 'x' })).toEqual({
    ok: false,
    reason: 'errors',
    shown: 'In the past.',
    errors: { note: 'In the past.' },
  });
  expect(ana().form()?.state.values.note).toMatchObject({ note_text: { value: 'x' } });
});

test('errors at fields that are not there are trouble, as in Slack', async () => {
  await opening(form(), (app) =>
    app.view('change', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'x' } })),
  );
  await ana().globalShortcut('open_rules');
  expect(await ana().submit({ note_text: 'x' })).toMatchObject({ ok: false, reason: 'invalid_errors' });
});

test('update, push and clear do what they say, and what is closed by clear is told', async () => {
  const answers = [
    { response_action: 'update', view: form({ title: plain('Updated'), notify_on_close: true }) },
    { response_action: 'push', view: form({ title: plain('Pushed') }) },
    { response_action: 'clear' },
  ] as const;
  let turn = 0;
  await opening(form(), (app) => {
    app.view('change', async ({ ack }) => ack(answers[turn++] as never));
    app.view({ callback_id: 'change', type: 'view_closed' }, async ({ ack }) => ack());
  });
  await ana().globalShortcut('open_rules');
  await ana().submit({ note_text: 'kept' });
  expect(ana().form()).toMatchObject({
    title: plain('Updated'),
    state: { values: { note: { note_text: { value: 'kept' } } } },
  });
  const below = ana().form();
  await ana().submit();
  expect(ana().forms()).toMatchObject([
    { title: plain('Updated') },
    { title: plain('Pushed'), previous_view_id: below?.id, root_view_id: below?.id },
  ]);
  await ana().submit({ note_text: 'x' });
  expect(ana().forms()).toEqual([]);
  expect(requestsOf(office, 'view_closed')).toMatchObject([{ is_cleared: true, view: { id: below?.id } }]);
});

test('a form that gets no good answer stays open and says so', async () => {
  await opening(form());
  await ana().globalShortcut('open_rules');
  expect(await ana().submit({ note_text: 'x' })).toMatchObject({
    ok: false,
    shown: 'We had some trouble connecting. Try again?',
  });
  expect(ana().form()).not.toBeNull();
});

test('closing is told only where asked for', async () => {
  await opening(form({ notify_on_close: true }), (app) =>
    app.view({ callback_id: 'change', type: 'view_closed' }, async ({ ack }) => ack()),
  );
  await ana().globalShortcut('open_rules');
  await ana().closeView();
  expect(requestsOf(office, 'view_closed')).toMatchObject([{ is_cleared: false }]);
  expect(ana().form()).toBeNull();
});

test('three forms are the most, and only what was pressed inside a form may push', async () => {
  const button = {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: 'more', text: plain('More') }],
  };
  const errors: unknown[] = [];
  await opening(form({ blocks: [button] }), (app) =>
    app.action('more', async ({ ack, client, body }) => {
      const { trigger_id } = body as { trigger_id: string };
      await client.views
        .push({ trigger_id, view: form({ blocks: [button] }) })
        .catch((error) => errors.push(error.data.error));
      await ack();
    }),
  );
  await ana().globalShortcut('open_rules');
  for (let press = 0; press < 3; press += 1) await ana().pressInView('more');
  expect(ana().forms()).toHaveLength(3);
  expect(errors).toEqual(['push_limit_reached']);
  expect(requestsOf(office, 'block_actions')[0]).toMatchObject({
    container: { type: 'view' },
    view: { type: 'modal' },
  });
  expect(requestsOf(office, 'block_actions')[0]).not.toHaveProperty('response_url');
});

test('a trigger serves once and lives three seconds', async () => {
  const triggers: string[] = [];
  office = await openOffice((app) => {
    app.shortcut('open_rules', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
  });
  await ana().globalShortcut('open_rules');
  await ana().globalShortcut('open_rules');
  const open = async (trigger_id: string | undefined) =>
    (await call(office, 'views.open', { trigger_id, view: form() })).body;
  expect((await open(triggers[0])).ok).toBe(true);
  expect((await open(triggers[0])).error).toBe('exchanged_trigger_id');
  expect((await open('1.2.3')).error).toBe('invalid_trigger_id');
  expect((await call(office, 'views.push', { trigger_id: triggers[1], view: form() })).body.error).toBe(
    'invalid_trigger_id',
  );
  const made = performance.now();
  await ana().globalShortcut('open_rules');
  await expect.poll(() => performance.now() - made, { timeout: 4000, interval: 100 }).toBeGreaterThan(3050);
  expect((await open(triggers[2])).error).toBe('expired_trigger_id');
});

test('an update with an old hash is a conflict, an unknown form not found, an oversized one too large', async () => {
  await opening(form({ external_id: 'one' }));
  await ana().globalShortcut('open_rules');
  const view = ana().form();
  const update = async (given: object) => (await call(office, 'views.update', { view: form(), ...given })).body;
  expect((await update({ view_id: view?.id, hash: view?.hash })).ok).toBe(true);
  expect((await update({ view_id: view?.id, hash: view?.hash })).error).toBe('hash_conflict');
  expect((await update({ view_id: 'V0NONE' })).error).toBe('not_found');
  const heavy = Array.from({ length: 90 }, () => ({
    type: 'section',
    text: { type: 'mrkdwn', text: 'x'.repeat(3000) },
  }));
  expect((await update({ view_id: view?.id, view: { ...form(), blocks: heavy } })).error).toBe('view_too_large');
  expect((await update({ view_id: view?.id, view: { ...form(), title: plain('x'.repeat(25)) } })).error).toBe(
    'invalid_arguments',
  );
});

test('people of another company send forms with their own team, and ours stands on the view', async () => {
  office = await openOffice((app) => {
    app.action('ask', async ({ ack, client, body }) => {
      await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: form() });
      await ack();
    });
    app.view('change', async ({ ack }) => ack());
  });
  const button = { type: 'button', action_id: 'ask', text: plain('Tell us') };
  const { body } = await call(office, 'chat.postMessage', {
    channel: 'C0ACME',
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await office.slack.as('U0CEM').press('C0ACME', String(body.ts), 'ask');
  expect(await office.slack.as('U0CEM').submit({ note_text: 'hello' })).toEqual({ ok: true });
  expect(requestsOf(office, 'view_submission')).toMatchObject([
    { team: { id: 'T0CLIENT' }, user: { id: 'U0CEM', team_id: 'T0CLIENT' }, view: { app_installed_team_id: 'T0HOME' } },
  ]);
});

test('every kind of field keeps its value in its own way', async () => {
  const option = (value: string) => ({ text: plain(value), value });
  const field = (id: string, element: object) => ({
    type: 'input',
    block_id: id,
    optional: true,
    label: plain(id),
    element: { action_id: id, ...element },
  });
  const two = [option('a'), option('b')];
  const fields = [
    field('select', { type: 'static_select', options: two, initial_option: option('b') }),
    field('several', { type: 'multi_static_select', options: two }),
    field('boxes', { type: 'checkboxes', options: two }),
    field('radio', { type: 'radio_buttons', options: two }),
    field('who', { type: 'users_select' }),
    field('day', { type: 'datepicker', initial_date: '2026-10-30' }),
    field('hour', { type: 'timepicker' }),
    field('moment', { type: 'datetimepicker' }),
  ];
  await opening(form({ blocks: fields as never }), (app) => app.view('change', async ({ ack }) => ack()));
  await ana().globalShortcut('open_rules');
  await ana().submit({
    several: ['a', 'b'],
    boxes: ['a'],
    radio: 'b',
    who: 'U0BEN',
    hour: '09:30',
    moment: 1_793_376_000,
  });
  const [body] = requestsOf(office, 'view_submission') as unknown as ViewSubmitAction[];
  expect(body?.view.state.values).toMatchObject({
    select: { select: { selected_option: { value: 'b' } } },
    several: { several: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
    boxes: { boxes: { selected_options: [{ value: 'a' }] } },
    radio: { radio: { selected_option: { value: 'b' } } },
    who: { who: { selected_user: 'U0BEN' } },
    day: { day: { selected_date: '2026-10-30' } },
    hour: { hour: { selected_time: '09:30' } },
    moment: { moment: { selected_date_time: 1_793_376_000 } },
  });
});

test('the home tab is published to one person and opened by them; people of another company have none', async () => {
  office = await openOffice();
  const home = { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Nothing waits.' } }] };
  await ana().openHome();
  expect((await call(office, 'views.publish', { user_id: 'U0ANA', view: home })).body.ok).toBe(true);
  expect((await call(office, 'views.publish', { user_id: 'U0CEM', view: home })).body.ok).toBe(true);
  await ana().openHome();
  await office.slack.as('U0CEM').openHome();
  await office.slack.settled();
  expect(ana().home()).toMatchObject({ type: 'home', blocks: home.blocks });
  expect(office.slack.as('U0CEM').home()).toBeNull();
  const opened = eventsOf(office, 'app_home_opened');
  expect(opened).toMatchObject([
    { user: 'U0ANA', tab: 'home' },
    { user: 'U0ANA', view: { type: 'home' } },
  ]);
  expect(opened[0]).not.toHaveProperty('view');
});
