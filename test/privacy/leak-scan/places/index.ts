import type { Layout } from '../layout.ts';
import type { Place } from '../place.ts';
import { browserPlaces } from './browsers.ts';
import { gatewayPlaces } from './gateway.ts';
import { recordedPlaces } from './recorded.ts';

/** Everywhere that something could have stayed. */
export function createPlaces(layout: Layout): readonly Place[] {
  return [...gatewayPlaces(layout), ...recordedPlaces(layout), ...browserPlaces(layout)];
}
