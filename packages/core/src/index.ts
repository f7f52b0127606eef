export * from './check-logic/index.ts';
export * from './clock.ts';
export * from './delivery/stream.ts';
export * from './delivery/stream-events.ts';
export * from './delivery/stream-state.ts';
export * from './delivery/stream-view.ts';
export { isOwn } from './delivery/outbox.ts';
export * from './permissions.ts';
export * from './random.ts';
