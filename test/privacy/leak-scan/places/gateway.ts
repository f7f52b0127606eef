import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { controls } from '../controls.ts';
import type { Layout } from '../layout.ts';
import { longForms, type Place } from '../place.ts';
import { filePlace, folderPlace } from './files.ts';

const database = 'handlr.db';
const log = `${database}-wal`;
const memoryMap = `${database}-shm`;

/** All that a gateway leaves on its machine: when it was killed in the midst of writing, and when it ended well. */
export function gatewayPlaces(layout: Layout): Place[] {
  const { data, keys, killed } = layout;
  const file = join(data, database);
  return [
    {
      ...filePlace(file, { name: 'database', kind: 'store', witness: controls.message }),
      plant: async (leak) => changeRow(file, leak),
    },
    folderPlace([data], { name: 'data-folder', kind: 'store' }, { isMeant: (name) => name !== database }),
    killedPlace('killed-database', database, 'CREATE TABLE'),
    killedPlace('killed-write-ahead-log', log, controls.message),
    killedPlace('killed-shared-memory', memoryMap, null),
    folderPlace([killed], { name: 'killed-other', kind: 'store' }, { isMeant: isOther }),
    folderPlace([keys], { name: 'key-folder', kind: 'keys' }, { isMeant: (name) => !isBanKey(name) }),
    folderPlace([join(keys, 'bans')], { name: 'ban-keys', kind: 'keys' }, { isMeant: isBanKey, planted: '1.key' }),
    // A country is there only if addresses came through, and were looked up.
    filePlace(layout.log, { name: 'log', kind: 'log', witness: '"country":"' }),
    filePlace(layout.greeting, { name: 'greeting', kind: 'greeting', witness: 'Console  ' }),
    folderPlace([layout.temporary, layout.working], { name: 'temporary', kind: 'temporary' }),
    folderPlace(
      [layout.reports],
      { name: 'crash-report', kind: 'memory', witness: 'nodejsVersion' },
      { isMeant: (name) => name.endsWith('.json'), planted: 'planted.json' },
    ),
    folderPlace(
      [layout.reports],
      { name: 'heap', kind: 'memory', witness: 'handlr.db', fewestBytes: longForms },
      { isMeant: (name) => name.endsWith('.heapsnapshot'), planted: 'planted.heapsnapshot' },
    ),
  ];

  function killedPlace(name: string, wanted: string, witness: string | null): Place {
    const options = { isMeant: (found: string) => found === wanted, planted: wanted };
    return folderPlace([killed], { name, kind: 'store', witness }, options);
  }
}

/** Of an epoch, or of a site in it. */
function isBanKey(name: string): boolean {
  return /^\d+(\.[\w-]{22})?\.key$/.test(name);
}

function isOther(name: string): boolean {
  return ![database, log, memoryMap].includes(name);
}

/** As a column would leak that nobody reduced. */
function changeRow(file: string, leak: Buffer): void {
  const opened = new DatabaseSync(file);
  opened.prepare('UPDATE chats SET page_title = ?').run(leak);
  opened.close();
}
