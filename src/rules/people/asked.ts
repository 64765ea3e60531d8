import { z } from 'zod';

/** That the owner was asked who somebody is, kept so that it happens once. */
export const askedSchema = z.object({ schema: z.literal(1), at: z.number() });
export type Asked = z.output<typeof askedSchema>;
