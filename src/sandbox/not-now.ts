/** What was asked for cannot be done now; the message is for whoever asked. */
export class NotNow extends Error {
  override name = 'NotNow';
}
