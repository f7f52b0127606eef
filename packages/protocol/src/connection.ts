import * as v from 'valibot';
import { siteKeySchema } from './identifiers.ts';

/** What a client says when it connects; anything else in it refuses the connection. */
export const visitorHandshakeSchema = v.strictObject({ protocol: v.number(), siteKey: siteKeySchema });
export type VisitorHandshake = v.InferOutput<typeof visitorHandshakeSchema>;

/** The agent is known by the console's session cookie, not by anything said here. */
export const agentHandshakeSchema = v.strictObject({ protocol: v.number() });
export type AgentHandshake = v.InferOutput<typeof agentHandshakeSchema>;

/** Socket.io namespaces, and the path that both share. */
export const visitorNamespace = '/visitor';
export const agentNamespace = '/agent';
export const socketPath = '/socket';
