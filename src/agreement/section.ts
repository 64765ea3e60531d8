import type { z } from 'zod';
import type { OnCall } from './on-call.ts';

/** A rule's part of the agreement: the key it stands under in the file, and the schema of what stands there. */
export interface Section<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  name: Name;
  schema: Schema;
  /** What the rule can post to the client by itself, each by the name under which an agreement's `mayPost` permits it. */
  mayPost?: readonly string[];
  /** Says what is wrong once the rest of the file is known, such as a window that this calendar could never reach. */
  check?(value: z.output<Schema>, context: SectionContext): readonly SectionProblem[];
  /** Says what works, but not as one may think. */
  advise?(value: z.output<Schema>, context: SectionContext): readonly SectionProblem[];
}

/** What a section's check may look at. */
export interface SectionContext {
  /** Open time of an ordinary week of the office hours, in milliseconds. */
  openTimeOfWeek: number;
  /** Weekdays of an ordinary week with open time on them. */
  businessDaysOfWeek: number;
  /** What the agency has for all its clients; absent where the agreement is read by itself. */
  agency?: { onCall?: OnCall | undefined } | undefined;
  /** What the agreement says under the names of other rules. */
  sections?: Readonly<Record<string, unknown>> | undefined;
  /** What the bot may post to the client by itself. */
  mayPost?: readonly string[] | undefined;
}

export interface SectionProblem {
  /** Where, inside the section. */
  path: readonly (string | number)[];
  message: string;
}

/** Names a rule's section, keeping the exact type of its schema. */
export function defineSection<Name extends string, Schema extends z.ZodType>(
  section: Section<Name, Schema>,
): Section<Name, Schema> {
  return section;
}

/** What the agreement says under the rule's name, or nothing when the two sides agreed nothing there. */
export function sectionOf<Name extends string, Schema extends z.ZodType>(
  agreement: { sections: Readonly<Record<string, unknown>> },
  section: Section<Name, Schema>,
): z.output<Schema> | undefined {
  // The agreement was made by a schema composed of exactly these sections, so the value under the name has this type.
  return agreement.sections[section.name] as z.output<Schema> | undefined;
}

/** Any list of sections, as main and the command line hand it over. */
export type Sections = readonly Section[];
