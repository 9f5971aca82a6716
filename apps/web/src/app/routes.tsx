import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { bringWords } from '../words';
import type { shell as en } from '../words/en/shell';
import { ErrorPage } from './error-page';
import { Gate } from './gate';
import { Waiting } from './waiting';
import { NAVIGATION } from './navigation';
import { useSession } from './session';

type Page = Promise<{ default: ComponentType }>;

/** Every address of the portal. Each page is a bundle of its own, loaded when first opened. */
export function makeRouter() {
  return createBrowserRouter([
    // Outside the gate, which otherwise brings the words: nobody can sign in yet.
    page(
      'first-operator',
      'firstOperator',
      async () => (await Promise.all([import('../features/operator/first-operator-page'), bringWords()]))[0],
    ),
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
        page('scan', 'scan', () => import('../features/scan/scan-page')),
        page('pedigree', 'pedigree', () => import('../features/pedigree/pedigree-page')),
        page('legend', 'legend', () => import('../features/scan/legend-page')),
        page('receiving', 'receiving', () => import('../features/receiving/receiving-page')),
        page('receiving/:shipmentId', 'receiving', () => import('../features/receiving/tote-page')),
        page('quarantine', 'quarantine', () => import('../features/quarantine/shelf-page')),
        page('quarantine/labels', 'quarantineLabels', () => import('../features/quarantine/labels-page')),
        page('scanner', 'scanner', () => import('../features/scanner-setup/scanner-page')),
        page('shipments', 'shipments', () => import('../features/shipments/shipments-page')),
        page('shipments/new', 'ship', () => import('../features/shipments/ship-page')),
        page('shipments/:id', 'shipment', () => import('../features/shipments/shipment-page')),
        page('products', 'products', () => import('../features/products/products-page')),
        page('lots', 'lots', () => import('../features/products/lots-page')),
        page('lots/:id', 'lot', () => import('../features/products/lot-page')),
        page('lots/:id/labels', 'labels', () => import('../features/products/labels-page')),
        page('stock', 'stock', () => import('../features/stock/stock-page')),
        page('stock/:lotId', 'packages', () => import('../features/stock/packages-page')),
        page('packing', 'packing', () => import('../features/packing/packing-page')),
        page('recalls', 'recalls', () => import('../features/recalls/recalls-page')),
        page('recalls/new', 'proposeRecall', () => import('../features/recalls/propose-page')),
        page('recalls/:id', 'recall', () => import('../features/recalls/recall-page')),
        page('exceptions', 'exceptions', () => import('../features/exceptions/exceptions-page')),
        page('exceptions/new', 'reportException', () => import('../features/exceptions/report-page')),
        page('exceptions/:id', 'exception', () => import('../features/exceptions/exception-page')),
        page('notices', 'notices', () => import('../features/notices/notices-page')),
        page('cases', 'cases', () => import('../features/cases/cases-page')),
        page('cases/new', 'newCase', () => import('../features/cases/new-case-page')),
        page('cases/received', 'casesReceived', () => import('../features/cases/received-page')),
        page('cases/:id', 'case', () => import('../features/cases/case-page')),
        page('connections', 'connections', () => import('../features/connections/connections-page')),
        page('import', 'import', () => import('../features/import/import-page')),
        page('import/:id', 'import', () => import('../features/import/job-page')),
        page('ledger', 'ledger', () => import('../features/ledger/ledger-page')),
        page('ledger/transactions/:txId', 'transaction', () => import('../features/ledger/transaction-page')),
        page('organisations', 'organisations', () => import('../features/operator/organisations-page')),
        page('users', 'users', () => import('../features/operator/users-page')),
        page('*', 'notFound', () => import('./not-found-page')),
      ],
    },
  ]);
}

function page(path: string, title: keyof typeof en.titles, load: () => Page): RouteObject {
  return { path, handle: { title }, errorElement: <ErrorPage />, lazy: async () => ({ Component: (await load()).default }) };
}

function StartPage() {
  const { user } = useSession();
  return <Navigate to={NAVIGATION[user.role][0]?.to ?? '/ledger'} replace />;
}
