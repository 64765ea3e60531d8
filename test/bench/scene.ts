/** What a part of the bench is played on: Postgres, a Slack, and servers that are started on them. */
import { pino } from 'pino';
import { machineClock } from '../../src/clock.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { applyAgreements, benchWorld, type Promised, signingSecret } from './agency.ts';
import type { Work } from './floor.ts';
import { type BenchDatabase, type BenchPostgres, startPostgres } from './postgres.ts';
import { type Server, startFloor, startHouse } from './processes.ts';

export type HouseServer = Server & { database: BenchDatabase };

export type Scene = {
  slack: StandIn;
  postgres: BenchPostgres;
  /** Bolt with an empty listener and one insert, on a database of its own. */
  floor(work?: Work): Promise<Server>;
  /** The real server on a database of its own, with a hundred agreements in force. */
  house(promised: Promised, environment?: Record<string, string>): Promise<HouseServer>;
  /** Ends everything that was started on it and still runs. */
  stop(): Promise<void>;
};

/** Opens a scene; `flags` are given to the node of every house. */
export async function openScene(flags: string[] = []): Promise<Scene> {
  const postgres = await startPostgres();
  const slack = await startStandIn({
    clock: machineClock,
    world: benchWorld(),
    app: { eventsUrl: 'http://127.0.0.1:9/slack/events', signingSecret },
    limits: { eventsPerHour: 1e9, counted: false },
    logger: pino({ level: 'silent' }),
  });
  const servers: Server[] = [];
  const started = <One extends Server>(server: One): One => {
    servers.push(server);
    return server;
  };
  let made = 0;
  const database = () => {
    made += 1;
    return postgres.database(`bench_${made}`);
  };
  return {
    slack,
    postgres,
    floor: async (work = 'insert') => started(await startFloor((await database()).url, work)),
    house: async (promised, environment = {}) => {
      const own = await database();
      await applyAgreements(own.url, slack.apiUrl, promised);
      const about = { DATABASE_URL: own.url, SLACK_API_URL: slack.apiUrl, ...environment };
      const server = started(await startHouse(about, flags));
      // Nothing was missed while the house was away, and this Slack keeps no history of what the bench sends.
      await own.pool.query('update channels set catch_up_since = null');
      return { ...server, database: own };
    },
    stop: async () => {
      for (const server of servers) await server.stop();
      await slack.stop();
      await postgres.stop();
    },
  };
}
