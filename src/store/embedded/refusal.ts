/** The embedded database cannot or must not be used. The message is for the operator and says what to do about it. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}
