/**
 * The subject of what concerns a client as such, and perhaps one of their people or a version of their agreement, rather
 * than a message or a deadline. It is what buttons and forms carry; it deliberately holds ids only.
 */

const form = /^client:([a-z][a-z0-9-]*)(?::(?:([A-Z0-9]+)|v(\d{1,9})))?$/;

/** The subject of a client, or of a person as seen for that client. */
export function clientSubject(clientId: string, userId: string | null = null): string {
  return userId === null ? `client:${clientId}` : `client:${clientId}:${userId}`;
}

/** The subject of one version of a client's agreement. */
export function versionSubject(clientId: string, version: number): string {
  return `client:${clientId}:v${version}`;
}

/** What such a subject names; null for any other. */
export function readClientSubject(
  subject: string,
): { clientId: string; userId: string | null; version: number | null } | null {
  const [, clientId, userId = null, version] = form.exec(subject) ?? [];
  return clientId === undefined ? null : { clientId, userId, version: version === undefined ? null : Number(version) };
}
