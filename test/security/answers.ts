import { type Inbox, type Joined, type Message, visitorRequests, agentRequests } from '@handlr/protocol';
import { type GenericSchema, literal, object, parse, unknown } from 'valibot';

/** What a granted request answered. Throws for a refusal. */
function valueOf<Value>(reply: GenericSchema<unknown, Value>, answer: unknown): Value {
  return parse(reply, parse(object({ ok: literal(true), value: unknown() }), answer).value);
}

export const joinedOf = (answer: unknown): Joined => valueOf(visitorRequests['chat:open'].reply, answer);

export const chatIdOf = (answer: unknown): string => joinedOf(answer).chat.chatId;

export const inboxOf = (answer: unknown): Inbox => valueOf(agentRequests['inbox:watch'].reply, answer);

export const messageOf = (answer: unknown): Message => valueOf(visitorRequests['message:send'].reply, answer).message;

export const messagesOf = (answer: unknown): readonly Message[] =>
  valueOf(visitorRequests['message:fetch'].reply, answer).messages;
