import {
  IconAlertOctagon,
  IconArrowsDiff,
  IconBuildingCommunity,
  IconFileImport,
  IconLink,
  IconPackages,
  IconPill,
  IconPlugConnected,
  IconScan,
  IconStack2,
  IconTruckDelivery,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { UserRole } from './session';

export interface NavigationEntry {
  to: string;
  label: string;
  icon: Icon;
}

const scan = { to: '/scan', label: 'Scan', icon: IconScan };
const shipments = { to: '/shipments', label: 'Shipments', icon: IconTruckDelivery };
const products = { to: '/products', label: 'Products', icon: IconPill };
const lots = { to: '/lots', label: 'Lots', icon: IconStack2 };
const stock = { to: '/stock', label: 'Stock', icon: IconPackages };
const recalls = { to: '/recalls', label: 'Recalls', icon: IconAlertOctagon };
const importing = { to: '/import', label: 'Import', icon: IconFileImport };
const exceptions = { to: '/exceptions', label: 'Exceptions', icon: IconArrowsDiff };
const connections = { to: '/connections', label: 'Connections', icon: IconPlugConnected };
const ledger = { to: '/ledger', label: 'Ledger', icon: IconLink };
const organisations = { to: '/organisations', label: 'Organisations', icon: IconBuildingCommunity };
const users = { to: '/users', label: 'Users', icon: IconUsers };

/** What each role finds in the menu, in the order of its day. The server decides what it may do; this only spares dead ends. */
export const NAVIGATION: Record<UserRole, NavigationEntry[]> = {
  PHARMACIST: [scan, shipments, stock, exceptions, recalls, importing, ledger],
  DISTRIBUTOR: [scan, shipments, stock, exceptions, recalls, importing, connections, ledger],
  MANUFACTURER: [scan, products, lots, shipments, stock, exceptions, recalls, importing, connections, ledger],
  REGULATOR: [scan, recalls, lots, ledger],
  OPERATOR: [organisations, users, ledger],
};

export const ROLE_WORDS: Record<UserRole, string> = {
  PHARMACIST: 'Pharmacist',
  DISTRIBUTOR: 'Distributor',
  MANUFACTURER: 'Manufacturer',
  REGULATOR: 'Regulator',
  OPERATOR: 'Operator',
};
