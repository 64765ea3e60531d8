/** Every story, in the order in which they are told. */
import { absence } from './absence.ts';
import { changeOrder } from './change-order.ts';
import { flagTaught } from './flag-taught.ts';
import { lateAnswer } from './late-answer.ts';
import { month } from './month.ts';
import { nightEmergency } from './night-emergency.ts';
import { outOfHours } from './out-of-hours.ts';
import { restart } from './restart.ts';
import { secondThoughts } from './second-thoughts.ts';
import { setup } from './setup.ts';
import { silentTrial } from './silent-trial.ts';
import { slackConnect } from './slack-connect.ts';
import { slackDown } from './slack-down.ts';
import type { Scene } from './stage.ts';
import { thanks } from './thanks.ts';
import { thirdFavour } from './third-favour.ts';

export const scenes: readonly Scene[] = [
  lateAnswer,
  thanks,
  secondThoughts,
  slackConnect,
  restart,
  slackDown,
  outOfHours,
  absence,
  silentTrial,
  flagTaught,
  changeOrder,
  thirdFavour,
  nightEmergency,
  month,
  setup,
];
