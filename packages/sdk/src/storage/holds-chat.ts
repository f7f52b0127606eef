import { deviceKey } from './device-key.ts';

/** Whether this device holds a chat that goes on. Only looks. */
export function holdsChat(siteKey: string): boolean {
  try {
    return JSON.parse(localStorage.getItem(deviceKey(siteKey, 'chat-in-progress')) ?? '').expiresAt > Date.now();
  } catch {
    return false;
  }
}
