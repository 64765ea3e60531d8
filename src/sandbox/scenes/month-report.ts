import type { Stage } from './stage.ts';

const [client, inside] = ['C0NOVA', 'C0NOVAINT'];
const [owner, designer] = ['U0MIRA', 'U0JONAS'];
/** How its buttons name the report of this client's week, whatever else is asked for on these days. */
const weekly = 'report:nova:weekly:';

/** Who knows is asked for the week's report on Thursday. */
export async function asked(stage: Stage): Promise<void> {
  await stage.until('Thu', '10:05');
  await stage.tells('Tomorrow at three the weekly report is due. Mira and Jonas are asked, each by direct message.');
  await stage.presses(owner, 'status-answer', weekly);
  await stage.fills(owner, client, {
    'carries-over': 'Five posts for December: the texts are written, the pictures follow on Tuesday.',
    'not-started': 'The newsletter, since we wait for the new prices.',
  });
  await stage.tells('Mira is done. Jonas has not answered: he alone will be reminded, in his own hours.');
}

/** All have answered: the draft is looked over, and the client reads it on Friday at three. */
export async function approved(stage: Stage): Promise<void> {
  await stage.until('Fri', '09:40');
  await stage.presses(designer, 'status-answer', weekly);
  await stage.fills(designer, client, {
    new: 'A second landing page for the fair: the first one converts so well that Ben asked for it.',
  });
  await agenda(stage);
  await stage.commands(owner, inside, '/rules report');
  await stage.tells(
    'All have answered, so the draft is there, exactly as Anna will read it. Mira looks it over and approves.',
  );
  await stage.until('Fri', '11:30');
  await stage.presses(owner, 'report-approve', weekly);
  await stage.until('Fri', '15:05');
  await stage.tells('It went at three, in the client’s language, and is pinned as the latest one.');
}

async function agenda(stage: Stage): Promise<void> {
  await stage.until('Fri', '10:20');
  await stage.tells('At ten Mira had an agenda for Monday’s call, drawn from what is open. She shares it.');
  await stage.presses(owner, 'meeting-share');
  await stage.fills(owner, client, { agenda: '1. The photos for spring\n2. The budget' });
  await stage.closes(owner);
}
