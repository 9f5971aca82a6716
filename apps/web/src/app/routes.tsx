import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { ErrorPage } from './error-page';
import { Gate } from './gate';
import { Waiting } from './waiting';
import { NAVIGATION } from './navigation';
import { useSession } from './session';

type Page = Promise<{ default: ComponentType }>;

/** Every address of the portal. Each page is a bundle of its own, loaded when first opened. */
export function makeRouter() {
  return createBrowserRouter([
    // Outside the gate: nobody can sign in yet.
    page('first-operator', 'First start', () => import('../features/operator/first-operator-page')),
    {
      element: <Gate />,
      hydrateFallbackElement: <Waiting />,
      errorElement: (
        <main>
          <ErrorPage />
        </main>
      ),
      children: [
        { index: true, element: <StartPage /> },
        page('scan', 'Scan', () => import('../features/scan/scan-page')),
        page('pedigree', 'Pedigree', () => import('../features/pedigree/pedigree-page')),
        page('legend', 'What the answers mean', () => import('../features/scan/legend-page')),
        page('receiving', 'Receiving', () => import('../features/receiving/receiving-page')),
        page('receiving/:shipmentId', 'Receiving', () => import('../features/receiving/tote-page')),
        page('quarantine', 'Quarantine', () => import('../features/quarantine/shelf-page')),
        page('quarantine/labels', 'Quarantine labels', () => import('../features/quarantine/labels-page')),
        page('scanner', 'Scanner set-up', () => import('../features/scanner-setup/scanner-page')),
        page('shipments', 'Shipments', () => import('../features/shipments/shipments-page')),
        page('shipments/new', 'Ship', () => import('../features/shipments/ship-page')),
        page('shipments/:id', 'Shipment', () => import('../features/shipments/shipment-page')),
        page('products', 'Products', () => import('../features/products/products-page')),
        page('lots', 'Lots', () => import('../features/products/lots-page')),
        page('lots/:id', 'Lot', () => import('../features/products/lot-page')),
        page('lots/:id/labels', 'Labels', () => import('../features/products/labels-page')),
        page('stock', 'Stock', () => import('../features/stock/stock-page')),
        page('stock/:lotId', 'Packages', () => import('../features/stock/packages-page')),
        page('packing', 'Pack and unpack', () => import('../features/packing/packing-page')),
        page('recalls', 'Recalls', () => import('../features/recalls/recalls-page')),
        page('recalls/new', 'Propose a recall', () => import('../features/recalls/propose-page')),
        page('recalls/:id', 'Recall', () => import('../features/recalls/recall-page')),
        page('exceptions', 'Exceptions', () => import('../features/exceptions/exceptions-page')),
        page('exceptions/new', 'Report an exception', () => import('../features/exceptions/report-page')),
        page('exceptions/:id', 'Exception', () => import('../features/exceptions/exception-page')),
        page('notices', 'Notices', () => import('../features/notices/notices-page')),
        page('cases', 'Cases', () => import('../features/cases/cases-page')),
        page('cases/new', 'Open a case', () => import('../features/cases/new-case-page')),
        page('cases/received', 'From partners', () => import('../features/cases/received-page')),
        page('cases/:id', 'Case', () => import('../features/cases/case-page')),
        page('connections', 'Connections', () => import('../features/connections/connections-page')),
        page('import', 'Import', () => import('../features/import/import-page')),
        page('import/:id', 'Import', () => import('../features/import/job-page')),
        page('ledger', 'Ledger', () => import('../features/ledger/ledger-page')),
        page('ledger/transactions/:txId', 'Transaction', () => import('../features/ledger/transaction-page')),
        page('organisations', 'Organisations', () => import('../features/operator/organisations-page')),
        page('users', 'Users', () => import('../features/operator/users-page')),
        page('*', 'Not found', () => import('./not-found-page')),
      ],
    },
  ]);
}

function page(path: string, title: string, load: () => Page): RouteObject {
  return { path, handle: { title }, errorElement: <ErrorPage />, lazy: async () => ({ Component: (await load()).default }) };
}

function StartPage() {
  const { user } = useSession();
  return <Navigate to={NAVIGATION[user.role][0]?.to ?? '/ledger'} replace />;
}
