/** What of an error may be logged: nothing that somebody typed. */
export type ErrorDescription = {
  readonly name: string;
  readonly code?: string;
  /** `function file:line:column`, innermost first; files are named from the package on. */
  readonly frames: readonly string[];
};

const identifier = /^[\w.-]{1,60}$/;
const frame =
  /^ {4}at (?:(?:async )?([\w.<>$# ]{1,120}) (?:\[as [\w.$#]+\] )?\()?(?:file:\/\/|node:|\/|[A-Z]:\\)([^()]*):(\d+):(\d+)\)?$/;
const maxFrames = 12;

/**
 * Name, code and stack frames. Never the message: a thrown message may repeat what was sent. The stack is taken apart frame by
 * frame, because it begins with that message, and the message may have lines that look like a stack.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = codeOf(error);
  return {
    name: identifier.test(error.name) ? error.name : 'Error',
    ...(code === undefined ? {} : { code }),
    frames: framesOf(error),
  };
}

function codeOf(error: Error): string | undefined {
  // SQLite's own number says more than the one code that Node gives all its errors.
  const code = 'errcode' in error ? error.errcode : 'code' in error ? error.code : undefined;
  const text = typeof code === 'number' || typeof code === 'string' ? String(code) : '';
  return identifier.test(text) ? text : undefined;
}

function framesOf({ message, stack }: Error): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  // `Name: message`, or the name alone. A message that was changed after the stack was first read is still in it as it was:
  // then there is no telling what is whose.
  const header = message === '' ? /^[^:\n]*\n/.exec(stack)?.[0] : `: ${message}\n`;
  const at = header === undefined ? -1 : stack.indexOf(header);
  if (header === undefined || at === -1) return [];
  const lines = stack.slice(at + header.length).split('\n');
  return lines
    .flatMap((line) => {
      const [, where = '', file = '', row = '', column = ''] = frame.exec(line) ?? [];
      return row === '' ? [] : [`${where} ${shorten(file)}:${row}:${column}`.trim()];
    })
    .slice(0, maxFrames);
}

/** Where the product is installed is nobody's business. */
function shorten(file: string): string {
  return (
    /(?:packages|node_modules)[\\/](?!.*(?:packages|node_modules)[\\/]).*$/.exec(file)?.[0] ??
    file.replace(/^.*[\\/]/, '')
  );
}
