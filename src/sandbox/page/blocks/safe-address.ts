/** The address where a link may lead there: http, https or mailto; null where it may not. */
export function safeAddress(address: string): string | null {
  if (!/^(?:https?:\/\/[^\s/]|mailto:[^\s])/i.test(address) || /[\s<>]/.test(address)) return null;
  return URL.canParse(address) ? address : null;
}
