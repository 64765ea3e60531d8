/**
 * Every version of what both sides agreed, and of the agency's file. A version never changes once written, so it is read
 * once; which one is in force is read every time.
 */
import { and, desc, eq, max, sql } from 'drizzle-orm';
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Store, StoredAgreement, Tx } from '../engine/store-port.ts';
import type { StoreContext } from './context.ts';
import { type Database, type Session, statement } from './database.ts';
import { agencies, agreements, channels, clients } from './schema.ts';

const placeholder = sql.placeholder;

const readClient = statement('client_version', (db) =>
  db
    .select({ version: clients.agreementVersion })
    .from(clients)
    .where(and(eq(clients.workspaceId, placeholder('workspaceId')), eq(clients.id, placeholder('clientId')))),
);

const readAgency = statement('agency_version', (db) =>
  db
    .select({ version: max(agencies.version) })
    .from(agencies)
    .where(eq(agencies.workspaceId, placeholder('workspaceId'))),
);

export type Agreements = {
  version(session: Session, clientId: string, version: number): Promise<Agreement | null>;
  inForce(session: Session, clientId: string): Promise<Agreement | null>;
  all(session: Session): Promise<Agreement[]>;
  agency(session: Session): Promise<Agency | null>;
  /** This transaction writes versions: what is read in it is not remembered, for it may yet come to nothing. */
  writes(session: Session): void;
  /** A transaction begins on this connection: it has written nothing yet. */
  begins(session: Session): void;
  /** One version of it; null for null. */
  agencyVersion(session: Session, version: number | null): Promise<Agency | null>;
};

/** Reads versions of agreements and of the agency; what was read once is remembered for as long as the process lives. */
export function createAgreements({ home }: StoreContext): Agreements {
  const { workspaceId } = home;
  const versions = new Map<string, Agreement>();
  const writing = new WeakSet<Session>();
  const agencyVersions = new Map<number, Agency>();

  async function version(session: Session, clientId: string, number: number): Promise<Agreement | null> {
    const key = `${clientId}:${number}`;
    const known = versions.get(key);
    if (known !== undefined) return known;
    const which = and(
      eq(agreements.workspaceId, workspaceId),
      eq(agreements.clientId, clientId),
      eq(agreements.version, number),
    );
    const [row] = await session.db.select({ resolved: agreements.resolved }).from(agreements).where(which);
    if (row === undefined) return null;
    if (!writing.has(session)) versions.set(key, row.resolved);
    return row.resolved;
  }

  async function agencyVersion(session: Session, number: number | null): Promise<Agency | null> {
    if (number === null) return null;
    const known = agencyVersions.get(number);
    if (known !== undefined) return known;
    const which = and(eq(agencies.workspaceId, workspaceId), eq(agencies.version, number));
    const [row] = await session.db.select({ resolved: agencies.resolved }).from(agencies).where(which);
    if (row === undefined) return null;
    if (!writing.has(session)) agencyVersions.set(number, row.resolved);
    return row.resolved;
  }

  return {
    version,
    inForce: async (session, clientId) => {
      const [client] = await readClient(session, { workspaceId, clientId });
      return client === undefined ? null : version(session, clientId, client.version);
    },
    all: async (session) => {
      const rows = await session.db
        .select()
        .from(clients)
        .where(eq(clients.workspaceId, workspaceId))
        .orderBy(clients.name);
      const found = [];
      for (const row of rows) found.push(await version(session, row.id, row.agreementVersion));
      return found.filter((one) => one !== null);
    },
    agency: async (session) => {
      const [newest] = await readAgency(session, { workspaceId });
      return agencyVersion(session, newest?.version ?? null);
    },
    agencyVersion,
    writes: (session) => {
      writing.add(session);
    },
    begins: (session) => {
      writing.delete(session);
    },
  };
}

/** The versions with their texts, for whoever applies, exports or compares files. */
export function storedAgreements(
  database: Database,
  { home }: StoreContext,
  versions: Agreements,
): Store['agreements'] {
  const { workspaceId } = home;
  return {
    stored: (clientId, version) => database.with((session) => storedIn(session, workspaceId, clientId, version)),
    storedAgency: (version) =>
      database.with(async ({ db }) => {
        const which = version === undefined ? undefined : eq(agencies.version, version);
        const [row] = await db
          .select()
          .from(agencies)
          .where(and(eq(agencies.workspaceId, workspaceId), which))
          .orderBy(desc(agencies.version))
          .limit(1);
        return row === undefined ? null : { ...row, agency: row.resolved };
      }),
    all: () => database.with((session) => versions.all(session)),
  };
}

/** One version with its texts, the newest where none is named; null where there is none. */
export async function storedIn(
  { db }: Session,
  workspaceId: string,
  clientId: string,
  version?: number,
): Promise<StoredAgreement | null> {
  const which = version === undefined ? undefined : eq(agreements.version, version);
  const [row] = await db
    .select()
    .from(agreements)
    .where(and(eq(agreements.workspaceId, workspaceId), eq(agreements.clientId, clientId), which))
    .orderBy(desc(agreements.version))
    .limit(1);
  return row === undefined ? null : { ...row, agreement: row.resolved };
}

/** Puts a new version into force, inside the transaction that judges what follows from it. */
export function agreementWrites(
  session: Session,
  { home }: StoreContext,
  versions: Agreements,
): Pick<Tx, 'storedAgreement' | 'saveAgreement' | 'saveAgency'> {
  const { workspaceId } = home;
  return {
    storedAgreement: (clientId) => storedIn(session, workspaceId, clientId),
    saveAgreement: (stored, channelIds) => {
      versions.writes(session);
      return save(session, workspaceId, stored, channelIds);
    },
    saveAgency: async ({ agency, ...rest }) => {
      versions.writes(session);
      await session.db.insert(agencies).values({ workspaceId, version: agency.version, resolved: agency, ...rest });
    },
  };
}

/** Writes a version and puts it into force: the client's row, and whose channels these now are. */
async function save(
  { db }: Session,
  workspaceId: string,
  { agreement, raw, resolvedText, appliedAt, appliedBy }: StoredAgreement,
  { shared, internal }: { shared: string[]; internal: string | null },
): Promise<void> {
  const { id: clientId, version, status } = agreement;
  await db
    .insert(agreements)
    .values({ workspaceId, clientId, version, raw, resolvedText, resolved: agreement, appliedAt, appliedBy });
  const client = { name: agreement.client.name, status, agreementVersion: version };
  await db
    .insert(clients)
    .values({ workspaceId, id: clientId, ...client })
    .onConflictDoUpdate({ target: [clients.workspaceId, clients.id], set: client });
  const ours = and(eq(channels.workspaceId, workspaceId), eq(channels.clientId, clientId));
  await db.update(channels).set({ clientId: null, role: 'unassigned' }).where(ours);
  for (const channelId of shared) {
    await db.update(channels).set({ clientId, role: 'shared' }).where(eq(channels.id, channelId));
  }
  if (internal !== null) {
    await db.update(channels).set({ clientId, role: 'internal' }).where(eq(channels.id, internal));
  }
}
