import type { Place } from './sighting.ts';

const EARTH_KM = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The least that two places can lie apart, in kilometres: the great circle, less how far each may be from where it is said to be. */
export function distanceKm(one: Place, other: Place): number {
  const latitude = Math.sin(radians(other.latitude - one.latitude) / 2);
  const longitude = Math.sin(radians(other.longitude - one.longitude) / 2);
  const chord = latitude ** 2 + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * longitude ** 2;
  return Math.max(0, 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord))) - one.withinKm - other.withinKm);
}
