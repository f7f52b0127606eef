export type { ChatEvents } from './chat-in-progress/chat-events.ts';
export type { ChatView, Connection } from './chat-in-progress/chat-view.ts';
export { createHandlr, type HandlrOptions } from './create-handlr.ts';
export type { BoxState, Handlr, HandlrEvents, HandlrState } from './handlr.ts';
export type { Command, Commands, Handover, HandlrFunction, Mount } from './loader/handover.ts';
export type { Appearance, SiteConfiguration, SiteIdentity } from './site-configuration.ts';
export { createDeviceStorage, type DeviceStorage, type KeptThing } from './storage/device-storage.ts';
export type { PageEvent, Surroundings, Undo } from './surroundings/surroundings.ts';
export type { CreateTransport, Transport, TransportListener } from './transport/transport.ts';
