import { deviceRegister } from './register-device.ts';
import { lateDeviceRegister } from './register-device-late.ts';

/** Everything that may be kept on a visitor's device. */
export const wholeDeviceRegister = { ...deviceRegister, ...lateDeviceRegister } as const;

export type DeviceEntryName = keyof typeof wholeDeviceRegister;

export const deviceEntryNames = Object.keys(wholeDeviceRegister).filter(isDeviceEntryName);

function isDeviceEntryName(name: string): name is DeviceEntryName {
  return name in wholeDeviceRegister;
}
