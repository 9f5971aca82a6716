import { dayIn } from '../../ui/when';
import type { ArrivalLine } from './dock-query';

export interface SortedArrivals {
  today: ArrivalLine[];
  earlier: ArrivalLine[];
  elsewhere: ArrivalLine[];
}

/**
 * Deliveries as a day at the dock goes: what was sent today or the day before arrives today; then what was sent earlier and is not here yet;
 * and last what is addressed to another site of ours. The newest first in each. Pure.
 */
export function sortArrivals(lines: readonly ArrivalLine[], { otherSites, now, zone }: { now: number; zone: string | null; otherSites: readonly string[] }): SortedArrivals {
  const yesterday = dayIn(now - 86_400_000, zone);
  const newest = [...lines].sort((one, other) => Date.parse(other.shippedAt) - Date.parse(one.shippedAt));
  const here = newest.filter(({ toGln }) => !otherSites.includes(toGln ?? ''));
  const isToday = ({ shippedAt }: ArrivalLine) => dayIn(Date.parse(shippedAt), zone) >= yesterday;
  return { today: here.filter(isToday), earlier: here.filter((line) => !isToday(line)), elsewhere: newest.filter((line) => !here.includes(line)) };
}

/** The products of a delivery, each once, by name. */
export const productsOf = ({ units }: ArrivalLine): string[] => [...new Set(units.flatMap(({ lots }) => lots.flatMap(({ product }) => product ?? [])))].sort();
