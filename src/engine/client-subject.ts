/**
 * The subject of what concerns a client as such, and perhaps one of their people, rather than a message or a deadline. It
 * is what buttons and forms carry; it deliberately holds ids only.
 */

const form = /^client:([a-z][a-z0-9-]*)(?::([A-Z0-9]+))?$/;

/** The subject of a client, or of a person as seen for that client. */
export function clientSubject(clientId: string, userId: string | null = null): string {
  return userId === null ? `client:${clientId}` : `client:${clientId}:${userId}`;
}

/** What such a subject names; null for any other. */
export function readClientSubject(subject: string): { clientId: string; userId: string | null } | null {
  const [, clientId, userId = null] = form.exec(subject) ?? [];
  return clientId === undefined ? null : { clientId, userId };
}
