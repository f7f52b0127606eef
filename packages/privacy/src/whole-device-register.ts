import { deviceRegister, type EarlyEntryName, earlyEntryNames } from './register-device.ts';
import { lateDeviceRegister, type LateEntryName, lateEntryNames } from './register-device-late.ts';

/** Everything that may be kept on a visitor's device. */
export const wholeDeviceRegister = { ...deviceRegister, ...lateDeviceRegister } as const;

export type DeviceEntryName = EarlyEntryName | LateEntryName;

export const deviceEntryNames: readonly DeviceEntryName[] = [...earlyEntryNames, ...lateEntryNames];
