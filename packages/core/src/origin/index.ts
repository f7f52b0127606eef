export * from './origin-facts.ts';
export * from './read-arrival.ts';
