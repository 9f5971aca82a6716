import type { Session, UserRole } from './session';

/** What somebody signs in for. */
export const JOBS = ['RECEIVE', 'DISPENSE', 'CHECK'] as const;
export type Job = (typeof JOBS)[number];

interface Station {
  site: string;
  job: Job;
}

/** Whether there is something to choose: several sites, and none chosen for this session. With one site the server has chosen it. */
export const mustChoose = ({ organisation, site }: Pick<Session, 'organisation' | 'site'>): boolean => site === null && organisation.sites.length > 1;

/** The jobs that a role has a choice of. */
export function jobsOf(role: UserRole): readonly Job[] {
  if (role === 'PHARMACIST') return JOBS;
  return role === 'DISTRIBUTOR' ? ['RECEIVE', 'CHECK'] : [];
}

export const startOf = (job: Job): string => (job === 'RECEIVE' ? '/receiving' : '/scan');

const keyOf = (userId: string): string => `packtrail.station.${userId}`;

/** Where this person stood the last time on this device. */
export function lastStation(storage: Pick<Storage, 'getItem'>, userId: string): Station | null {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(userId)) ?? 'null') as Partial<Station> | null;
    const job = JOBS.find((each) => each === kept?.job);
    return kept && typeof kept.site === 'string' && job ? { site: kept.site, job } : null;
  } catch {
    return null;
  }
}

export function keepStation(storage: Pick<Storage, 'setItem'>, userId: string, station: Station): void {
  storage.setItem(keyOf(userId), JSON.stringify(station));
}
