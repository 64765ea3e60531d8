/** The whole schema, for Drizzle and for generating migrations. */
export * from './schema/goals.ts';
export * from './schema/incidents.ts';
export * from './schema/messages.ts';
export * from './schema/milestones.ts';
export * from './schema/people.ts';
export * from './schema/reports.ts';
export * from './schema/reviews.ts';
export * from './schema/scope.ts';
export * from './schema/wins.ts';
export * from './schema/work.ts';
