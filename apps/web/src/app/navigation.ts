import {
  IconAlertOctagon,
  IconArrowsDiff,
  IconBell,
  IconBuildingCommunity,
  IconFileImport,
  IconHandStop,
  IconLink,
  IconPackageImport,
  IconPackages,
  IconPill,
  IconPlugConnected,
  IconScan,
  IconShieldExclamation,
  IconStack2,
  IconTruckDelivery,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { en } from '../words/en';
import type { UserRole } from './session';

export interface NavigationEntry {
  to: string;
  name: keyof typeof en.shell.nav;
  icon: Icon;
  /** How many wait there is shown beside it. */
  counted?: 'notices';
}

const scan: NavigationEntry = { to: '/scan', name: 'scan', icon: IconScan };
const receiving: NavigationEntry = { to: '/receiving', name: 'receiving', icon: IconPackageImport };
const shipments: NavigationEntry = { to: '/shipments', name: 'shipments', icon: IconTruckDelivery };
const products: NavigationEntry = { to: '/products', name: 'products', icon: IconPill };
const lots: NavigationEntry = { to: '/lots', name: 'lots', icon: IconStack2 };
const stock: NavigationEntry = { to: '/stock', name: 'stock', icon: IconPackages };
const quarantine: NavigationEntry = { to: '/quarantine', name: 'quarantine', icon: IconHandStop };
const recalls: NavigationEntry = { to: '/recalls', name: 'recalls', icon: IconAlertOctagon };
const importing: NavigationEntry = { to: '/import', name: 'import', icon: IconFileImport };
const exceptions: NavigationEntry = { to: '/exceptions', name: 'exceptions', icon: IconArrowsDiff };
const notices: NavigationEntry = { to: '/notices', name: 'notices', icon: IconBell, counted: 'notices' };
const cases: NavigationEntry = { to: '/cases', name: 'cases', icon: IconShieldExclamation };
const connections: NavigationEntry = { to: '/connections', name: 'connections', icon: IconPlugConnected };
const ledger: NavigationEntry = { to: '/ledger', name: 'ledger', icon: IconLink };
const organisations: NavigationEntry = { to: '/organisations', name: 'organisations', icon: IconBuildingCommunity };
const users: NavigationEntry = { to: '/users', name: 'users', icon: IconUsers };

/** What each role finds in the menu, in the order of its day. The server decides what it may do; this only spares dead ends. */
export const NAVIGATION: Record<UserRole, NavigationEntry[]> = {
  PHARMACIST: [receiving, scan, shipments, stock, quarantine, exceptions, cases, notices, recalls, importing, ledger],
  DISTRIBUTOR: [receiving, scan, shipments, stock, quarantine, exceptions, cases, notices, recalls, importing, connections, ledger],
  MANUFACTURER: [scan, products, lots, shipments, stock, quarantine, exceptions, cases, notices, recalls, importing, connections, ledger],
  REGULATOR: [scan, recalls, lots, ledger],
  OPERATOR: [organisations, users, ledger],
};
