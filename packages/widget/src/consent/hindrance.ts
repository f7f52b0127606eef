import type { ConsentSource, ResolvedPurpose } from '@handlr/privacy';

/** Who says no to a purpose so that the visitor's own switch cannot turn it on; null where the switch decides. */
export function hindranceOf({ says }: Pick<ResolvedPurpose, 'says'>, gpcOverride: boolean): Hindrance | null {
  if (says.site === 'denied') return 'site';
  if (says.banner === 'denied') return 'banner';
  return says.gpc === 'denied' && !gpcOverride ? 'gpc' : null;
}

export type Hindrance = Exclude<ConsentSource, 'widget'>;

/** Whether its switch shows it as on. Where only an objection counts, it is on before the visitor has done anything. */
export function isOn({ allowed, basis, state }: ResolvedPurpose): boolean {
  return allowed || (basis === 'exempt-with-objection' && state === 'unknown');
}
