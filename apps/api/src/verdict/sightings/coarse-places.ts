import type { Place } from './sighting.ts';

/** The middle of each State of the United States, and how far its corners lie from there, in kilometres: where a site has no coordinates, that much is known of it. */
const STATES: Readonly<Record<string, readonly [latitude: number, longitude: number, withinKm: number]>> = {
  AL: [32.8, -86.8, 290], AK: [64.0, -152.0, 2300], AZ: [34.3, -111.7, 400], AR: [34.8, -92.4, 290], CA: [37.2, -119.3, 760], CO: [39.0, -105.5, 380],
  CT: [41.6, -72.7, 100], DE: [39.0, -75.5, 90], DC: [38.9, -77.0, 15], FL: [28.6, -82.4, 620], GA: [32.6, -83.4, 320], HI: [20.8, -156.9, 420],
  ID: [44.4, -114.6, 520], IL: [40.0, -89.2, 360], IN: [39.9, -86.3, 260], IA: [42.1, -93.5, 300], KS: [38.5, -98.4, 370], KY: [37.5, -85.3, 400],
  LA: [31.1, -92.0, 330], ME: [45.4, -69.2, 270], MD: [39.0, -76.8, 240], MA: [42.3, -71.8, 180], MI: [44.3, -85.4, 480], MN: [46.3, -94.3, 400],
  MS: [32.7, -89.7, 300], MO: [38.4, -92.5, 390], MT: [47.0, -109.6, 520], NE: [41.5, -99.8, 400], NV: [39.3, -116.6, 520], NH: [43.7, -71.6, 170],
  NJ: [40.2, -74.7, 140], NM: [34.4, -106.1, 400], NY: [42.9, -75.5, 420], NC: [35.6, -79.4, 450], ND: [47.4, -100.5, 330], OH: [40.3, -82.8, 260],
  OK: [35.6, -97.5, 520], OR: [43.9, -120.6, 400], PA: [40.9, -77.8, 280], RI: [41.6, -71.5, 45], SC: [33.9, -80.9, 250], SD: [44.4, -100.2, 370],
  TN: [35.9, -86.4, 430], TX: [31.5, -99.3, 720], UT: [39.3, -111.7, 330], VT: [44.1, -72.7, 150], VA: [37.5, -78.9, 440], WA: [47.4, -120.5, 330],
  WV: [38.6, -80.6, 260], WI: [44.6, -89.7, 320], WY: [43.0, -107.5, 350],
};

/** Where a site is: by its coordinates, else by its State; null where neither is known. */
export function placeOf({ country, latitude, longitude, state }: { latitude: number | null; longitude: number | null; state: string | null; country: string | null }): Place | null {
  if (latitude !== null && longitude !== null) return { latitude, longitude, withinKm: 1 };
  const coarse = country === 'US' && state !== null ? STATES[state] : undefined;
  return coarse ? { latitude: coarse[0], longitude: coarse[1], withinKm: coarse[2] } : null;
}
