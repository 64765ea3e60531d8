/** What each way needs; null where it is not set up. All of it is secret. */
export type PagingSettings = Readonly<{
  webhook: Readonly<{ url: string; secret: string }> | null;
  pagerDuty: Readonly<{ url: string; routingKey: string }> | null;
  mail: Readonly<{ url: string; from: string }> | null;
  /** `from` calls and, where there is no `smsFrom`, sends texts too. */
  twilio: Readonly<{
    url: string;
    accountSid: string;
    authToken: string;
    from: string | null;
    smsFrom: string | null;
  }> | null;
}>;
