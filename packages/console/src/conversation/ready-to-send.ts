import { limits } from '@handlr/protocol';

/** The message that a draft makes, in a form that the protocol takes; null while it says nothing or too much. */
export function readyToSend(draft: string): string | null {
  const body = draft.replaceAll('\0', '').toWellFormed().trim();
  return body === '' || body.length > limits.messageBodyLength ? null : body;
}
