import { StartError } from '../settings/start-error.ts';
import { SiteRefusedError } from '../site/index.ts';
import { StorageFileError, StoreUnavailableError } from '../storage/index.ts';
import { KeyFileError } from '../visitor-email/index.ts';
import { UsageError } from './command.ts';

const ours = [KeyFileError, SiteRefusedError, StartError, StorageFileError, StoreUnavailableError, UsageError];

/** What to tell the operator about an error that is no fault of the program; null for one that is. */
export function explainError(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (ours.some((kind) => error instanceof kind)) return error.message;
  const { code = '', port, path } = error as NodeJS.ErrnoException & { readonly port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop the other program, or set PORT.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      if (port !== undefined) return `Port ${port} may not be used by this user. Set PORT to 1024 or more.`;
      return `${path ?? 'A folder'} cannot be written. Give this user the right to, or set HANDLR_DATA_DIR.`;
    case 'EADDRNOTAVAIL':
      return 'HANDLR_HOST is not an address of this machine. Set it to one that is, or unset it.';
    case 'ENOSPC':
      return 'The disk is full. Make room and start again.';
  }
  // How node:util says that an option is unknown or has no value.
  return code.startsWith('ERR_PARSE_ARGS_') ? `${error.message}\nSee: npx handlr help` : null;
}
