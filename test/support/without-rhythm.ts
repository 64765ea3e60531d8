/** An agreement's text without what comes again and again, for stories that are about something else. */
export function withoutRhythm(text: string): string {
  return text.replace(/^(rhythm|goals|celebrations|wins):.*\n(?:(?:[ #].*)?\n)*/gm, '');
}
