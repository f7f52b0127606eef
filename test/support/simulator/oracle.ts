import type { Message } from '@handlr/protocol';
import type { SimulatedClient } from './simulated-client.ts';

/** One breach of the delivery contract, in words. */
export type Breach = string;

/** Holds at every moment: what is rendered is dense and in order, and nothing arrived twice. */
export function checkAlways(client: SimulatedClient): Breach[] {
  const { transcript, floorSeq } = client.state();
  const gaps = transcript.filter(({ seq }, index) => seq !== floorSeq + 1 + index);
  const arrivals = client.arrivals().map(({ seq }) => seq);
  const disordered = arrivals.filter((seq, index) => index > 0 && seq <= (arrivals[index - 1] ?? 0));
  return [
    ...gaps.map(({ seq }) => `${client.label} renders ${seq} out of place`),
    ...disordered.map((seq) => `${client.label} was told of ${seq} twice or too late`),
  ];
}

/** Holds once the network is quiet: everybody has the same transcript, and it holds every message once, in its sender's order. */
export function checkWhenQuiet(clients: readonly SimulatedClient[], truth: readonly Message[]): Breach[] {
  return [...clients.flatMap((client) => checkClient(client, truth)), ...checkTruth(truth)];
}

function checkTruth(truth: readonly Message[]): Breach[] {
  const gaps = truth.filter(({ seq }, index) => seq !== index + 1).map(({ seq }) => `seq ${seq} is not dense (C3)`);
  const keys = truth.map(({ sender, messageId }) => `${sender.kind} ${messageId}`);
  const doubles = keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${key} is stored twice (C2)`);
  return [...gaps, ...doubles];
}

function checkClient(client: SimulatedClient, truth: readonly Message[]): Breach[] {
  const { transcript, outbox } = client.state();
  const rendered = JSON.stringify(transcript);
  const expected = JSON.stringify(truth.slice(truth.length - transcript.length));
  const stored = new Map(truth.map(({ messageId, seq }) => [messageId, seq]));
  const lost = [...client.acknowledged].filter(([messageId, seq]) => stored.get(messageId) !== seq);
  const order = client.composed.map((messageId) => stored.get(messageId) ?? Number.NaN);
  const disordered = order.filter((seq, index) => index > 0 && !(seq > (order[index - 1] ?? 0)));
  return [
    ...(rendered === expected ? [] : [`${client.label} renders something else than the store holds`]),
    ...(transcript.at(-1)?.seq === truth.at(-1)?.seq ? [] : [`${client.label} lacks the newest messages`]),
    ...(outbox.length === 0 ? [] : [`${client.label} still holds ${outbox.length} messages`]),
    ...lost.map(([messageId]) => `${client.label} was told that ${messageId} is stored, and it is not (C1)`),
    ...disordered.map((seq) => `${client.label}'s message ${seq} is out of its sender's order (C3)`),
  ];
}
