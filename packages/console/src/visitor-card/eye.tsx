import Eye from 'lucide/dist/esm/icons/eye.mjs';
import EyeClosed from 'lucide/dist/esm/icons/eye-closed.mjs';
import { Icon } from '../look/icon.tsx';

export function ClosedEye({ size = 16 }: { size?: number }) {
  return <Icon of={EyeClosed} size={size} class="eye eye-closed" />;
}

export function OpenEye({ size = 16 }: { size?: number }) {
  return <Icon of={Eye} size={size} class="eye" />;
}
