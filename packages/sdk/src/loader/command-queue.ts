import type { Command, Commands } from './handover.ts';

const names = ['open', 'close', 'minimise', 'send', 'set', 'on', 'off', 'values'];
const consentNames = ['get', 'set', 'on', 'explain', 'debug'];
const question = /^consent\.[ged]/;
/** What cannot wait until the visitor acts, and their act itself. A banner that only denies can: nothing is allowed before. */
const wanting = /^\["((open|send)|consent\.([ged]|.*"granted"))/;

/**
 * Takes what the page asks and holds it until there is somebody to do it.
 * @param wanted called for what cannot wait; `isAct` where the visitor asked for it
 */
export function createCommandQueue(wanted: (isAct: boolean) => void) {
  const waiting: { readonly command: Command; readonly answer: (value: unknown) => void }[] = [];
  let commands: Commands | undefined;

  const ask = (...command: Command): unknown => {
    const [name, ...values] = command;
    if (commands) return commands[name] && Reflect.apply(commands[name], null, values);
    const answered = new Promise((answer) => waiting.push({ command, answer }));
    const found = wanting.exec(JSON.stringify(command));
    if (found) wanted(!!found[2]);
    if (question.test(name)) return answered;
    return name.endsWith('on') && (() => ask(name.replace(/n$/, 'ff'), ...values));
  };
  const bind = (prefix: string, each: string[]) =>
    Object.fromEntries(each.map((name) => [name, (...values: unknown[]) => ask(prefix + name, ...values)]));

  return {
    /** `handlr('open')`, with `handlr.open()` on it; `handlr('consent.get')`, with `handlr.consent.get()`. */
    handlr: Object.assign(ask, bind('', names), { consent: bind('consent.', consentNames) }),
    runBy(given: Commands): void {
      commands = given;
      for (const { command, answer } of waiting) answer(ask(...command));
    },
  };
}
