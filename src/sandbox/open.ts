/** `npm start` without Slack: the rehearsal with its page, and in the terminal where to find it and what happens in it. */
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { openRehearsal, type Rehearsal } from './rehearsal.ts';
import { zone } from './sample/world.ts';
import { isPageBuilt } from './server/assets.ts';
import { servePage } from './server/server.ts';
import { startTranscript, type TranscriptOptions } from './transcript.ts';

/** Where lines are written, and how emphasis is put on words. */
export type Out = Pick<TranscriptOptions, 'write' | 'style'>;

/** Opens the sandbox and says where, then keeps it up until it is stopped. `startOver` forgets what an earlier start left. */
export async function openSandbox(
  config: Config,
  parts: { logger: Logger; out: Out; startOver: boolean },
): Promise<{ url: string; stop(): Promise<void> }> {
  const { logger, out } = parts;
  if (!isPageBuilt()) throw new ConfigError('The page of the sandbox is not built yet. Run: npm run build');
  const rehearsal = await openRehearsal(config, { logger, startOver: parts.startOver });
  try {
    const page = await servePage(rehearsal, { logger, port: config.port });
    for (const line of opening(out.style('bot', page.url), rehearsal.where)) out.write(line);
    tellInTerminal(rehearsal, out);
    return {
      url: page.url,
      stop: async () => {
        await page.stop();
        await rehearsal.stop();
      },
    };
  } catch (error) {
    await rehearsal.stop();
    throw error;
  }
}

/** Each run has a story of its own. */
function tellInTerminal(rehearsal: Rehearsal, { write, style }: Out): void {
  let told: string | null = null;
  const follow = () => {
    const run = rehearsal.run();
    if (run === null || run.id === told) return;
    told = run.id;
    startTranscript({ story: run.story, zone, write, style });
  };
  follow();
  rehearsal.subscribe(follow);
}

const opening = (url: string, where: string) => [
  `Groundrules, in a sandbox. Open  ${url}  in a browser on this machine.`,
  '',
  'It is a small Slack with a sample agency, three of its clients, and the real bot in it. Be anyone, hold the clock, play',
  'a scene. Nothing leaves this machine, and everything is still there after the next start (--start-over begins anew).',
  '',
  'Beside it, in another terminal: npx groundrules status, npx groundrules why LINK, npx groundrules --help.',
  `Data: ${where}. Ctrl-C stops it. What happens is told here too, in the time of Berlin.`,
];
