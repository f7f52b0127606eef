export { prepareFolders } from './prepare-folders.ts';
export { type Environment, type LogLevel, logLevels, readSettings, type Settings } from './read-settings.ts';
export { StartError } from './start-error.ts';
