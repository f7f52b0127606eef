import { type DeviceDescription, deviceDescriptions } from './device-descriptions.ts';
import type { Description, RegisterEntry } from './register-entry.ts';
import { gatewayRegister } from './register-gateway.ts';
import { deviceEntryNames, wholeDeviceRegister } from './whole-device-register.ts';

/** An entry whatever its record. */
export type DescribedEntry = Omit<RegisterEntry<object>, 'fields'> &
  Description &
  Partial<Pick<DeviceDescription, 'renewed'>> & { readonly fields: Readonly<Record<string, unknown>> };

/** The register, described: everything that may be kept, on devices and on the gateway. */
export const register: readonly DescribedEntry[] = [
  ...deviceEntryNames.map((name) => ({ ...wholeDeviceRegister[name], ...deviceDescriptions[name] })),
  ...Object.values(gatewayRegister),
];
