export * from './chat-sessions.ts';
export * from './count-visit.ts';
export * from './day-in.ts';
export * from './session.ts';
