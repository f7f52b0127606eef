import { deviceKey } from './device-key.ts';

/** Whether this device holds a chat that goes on. Only looks: the loader keeps nothing and removes nothing. */
export function hasChatInProgress(siteKey: string, area?: Pick<Storage, 'getItem'>): boolean {
  try {
    // The word stands in the device register, which is too long for the loader; a test holds the two together.
    const stored = (area ?? localStorage).getItem(deviceKey(siteKey, 'chat-in-progress'));
    return JSON.parse(stored ?? '').expiresAt > Date.now();
  } catch {
    return false;
  }
}
