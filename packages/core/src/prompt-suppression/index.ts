export * from './may-prompt.ts';
export * from './prompt-memory.ts';
export * from './prompter.ts';
