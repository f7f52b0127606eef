import { deviceRegister } from './register-device.ts';
import { gatewayRegister } from './register-gateway.ts';

/** The register: everything that may be kept, on devices and on the gateway. */
export const register = [...Object.values(deviceRegister), ...Object.values(gatewayRegister)];
