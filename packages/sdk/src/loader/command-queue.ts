import type { Command, Commands } from './handover.ts';

const names = ['open', 'close', 'minimise', 'send', 'set', 'on', 'off'];

/** Takes what the page asks and holds it until there is somebody to do it. */
export function createCommandQueue(wanted: () => void) {
  const waiting: Command[] = [];
  let commands: Commands | undefined;

  const ask = (...command: Command): unknown => {
    const [name, ...values] = command;
    if (commands) return commands[name] && Reflect.apply(commands[name], null, values);
    waiting.push(command);
    if (isAct(command)) wanted();
    return name === 'on' && (() => ask('off', ...values));
  };
  const bound = names.map((name) => [name, (...values: unknown[]) => ask(name, ...values)]);

  return {
    /** `handlr('open')`, with `handlr.open()` on it. */
    handlr: Object.assign(ask, Object.fromEntries(bound)),
    /** Whether something waits that the visitor asked for. */
    hasAct: () => waiting.some(isAct),
    runBy(given: Commands): void {
      commands = given;
      for (const command of waiting.splice(0)) ask(...command);
    },
  };
}

function isAct([name]: Command): boolean {
  return name === 'open' || name === 'send';
}
