export { explainError } from './expected-error.ts';
export { runCommand } from './run-command.ts';
export { startGateway, type Started } from './start.ts';
export { stopOnSignal } from './stop-on-signal.ts';
