import { appendFile, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { everyForm, type Place, type PlaceKind } from '../place.ts';

type Described = {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly witness?: string | null;
  readonly fewestBytes?: number;
};

/** One file. A leak is a line more. */
export function filePlace(path: string, { witness = null, fewestBytes = everyForm, ...described }: Described): Place {
  return {
    ...described,
    witness,
    fewestBytes,
    files: async () => ((await isFile(path)) ? [path] : []),
    plant: (leak) => appendFile(path, Buffer.concat([leak, Buffer.from('\n')])),
  };
}

/** Every file under some folders whose name is meant. A leak is a file more, named so that it is meant too. */
export function folderPlace(
  folders: readonly [string, ...string[]],
  described: Described,
  { isMeant = () => true, planted = 'planted' }: { isMeant?(name: string): boolean; readonly planted?: string } = {},
): Place {
  const { witness = null, fewestBytes = everyForm, ...rest } = described;
  return {
    ...rest,
    witness,
    fewestBytes,
    files: async () => (await Promise.all(folders.map(listFiles))).flat().filter((path) => isMeant(basename(path))),
    plant: (leak) => writeFile(join(folders[0], planted), leak),
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // A browser leaves links and sockets as well.
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
