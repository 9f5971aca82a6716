import type { Life, Stay, Way } from './sighting.ts';

/** An act on a unit, with the time at which it happened. */
export interface TimedStep {
  readonly type: string;
  readonly state: string;
  readonly by_party: string;
  readonly holder: string | null;
  readonly shipment: string | null;
  readonly happened: number;
}

/** The stays, ways and end that steps tell, in the order of the log. Pure. */
export function lifeOf(issuer: string, steps: readonly TimedStep[], addressees: ReadonlyMap<string, string>): Life {
  const stays: Stay[] = [];
  const ways: Way[] = [];
  let end: Life['end'] = null;
  for (const { by_party: by, happened, holder, shipment, state, type } of steps) {
    const stay = stays.at(-1);
    const way = ways.at(-1);
    if (state === 'in_transit' && shipment !== null) {
      if (stay?.to === null) stays[stays.length - 1] = { ...stay, to: happened };
      // An attested unit begins its life on its way.
      if (!way || way.arrived !== null) ways.push({ from: holder ?? by, to: addressees.get(shipment) ?? '', left: happened, arrived: null });
      continue;
    }
    if (way?.arrived === null) ways[ways.length - 1] = { ...way, arrived: happened };
    if (holder !== null && (stay?.to !== null || stay.holder !== holder)) {
      if (stay?.to === null) stays[stays.length - 1] = { ...stay, to: happened };
      stays.push({ holder, from: happened, to: null });
    }
    if (state === 'dispensed' || state === 'decommissioned') end ??= { by, at: happened };
    else if (type === 'undo') end = null;
  }
  return { issuer, stays, ways, end };
}
