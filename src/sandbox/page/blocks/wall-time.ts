/** Local times as native inputs have them: `2026-11-23T09:00`. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant (epoch seconds) as the clocks of a zone show it, to the minute. */
export function toWall(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const two = '2-digit' as const;
    const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two } as const;
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...fields });
    formats.set(timeZone, format);
  }
  return format.format(at * 1000).replace(' ', 'T');
}

/**
 * The instant (epoch seconds) when a zone's clocks show this; null for what is no local time. Where clocks show it
 * twice, the first; where they skip it, as far behind the gap as it is within it.
 */
export function fromWall(wall: string, timeZone: string): number | null {
  const asUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(wall) ? Date.parse(`${wall}Z`) / 1000 : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const offset = (at: number) => Date.parse(`${toWall(at, timeZone)}Z`) / 1000 - Math.floor(at / 60) * 60;
  const earlier = asUtc - offset(asUtc - DAY);
  const later = asUtc - offset(asUtc + DAY);
  const shown = wall.slice(0, 16);
  return [earlier, later].find((at) => toWall(at, timeZone) === shown) ?? earlier;
}
const DAY = 86_400;
