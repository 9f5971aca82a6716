import { readFileSync } from 'node:fs';
import { commandIdAt } from '@packtrail/ledger';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { demoSaleFile } from './epcis-file';
import { packagesAt } from './demo-units';
import type { NodeUnderTest } from './node-under-test';
import { arrive, type Person, signedIn } from './portal';

/** One page of the portal as one of its users opens it. */
export interface PortalPage {
  /** As in the routes of the portal. */
  readonly route: string;
  /** For pictures: no sign but letters and dashes. */
  readonly name: string;
  /** Null: before signing in. */
  readonly email: string | null;
  readonly address: string;
}

const as = (role: string): string => `${role}@demo.example`;

/** Every route that the portal has, read from its own table. */
export const routesOfThePortal = (): string[] =>
  [...readFileSync(new URL('../../apps/web/src/app/routes.tsx', import.meta.url), 'utf8').matchAll(/page\('([^']+)'/g)].map(([, path = '']) => path);

/** Every page of the portal with something on it: what the demo lacks is made first, through the API. */
export async function everyPage(node: NodeUnderTest): Promise<PortalPage[]> {
  const [pharmacist, distributor, maker, regulator] = await Promise.all(['pharmacist', 'distributor', 'manufacturer', 'regulator'].map((role) => node.signIn(as(role))));
  const { shipments } = await node.ask<{ shipments: { items: { id: string; state: string }[] } }>('{ shipments(direction: INBOUND) { items { id state } } }', {}, pharmacist);
  const { stock } = await node.ask<{ stock: { lotId: string }[] }>('{ stock { lotId } }', {}, pharmacist);
  const { lots } = await node.ask<{ lots: { items: { id: string; packageCount: number }[] } }>('{ lots { items { id packageCount } } }', {}, maker);
  const { recalls } = await node.ask<{ recalls: { id: string }[] }>('{ recalls { id } }', {}, regulator);
  const { blocks } = await node.ask<{ blocks: { transactions: { txId: string }[] }[] }>('{ blocks(first: 5) { transactions { txId } } }', {}, regulator);
  const [text = '', other = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 2 });
  const sender = (await node.ask<{ me: { organisation: { gln: string } } }>('{ me { organisation { gln } } }', {}, distributor)).me.organisation.gln;
  const { openException } = await node.ask<{ openException: { id: string } }>(
    'mutation ($input: OpenExceptionInput!) { openException(input: $input) { id } }',
    { input: { partnerGln: sender, items: [{ kind: 'DAMAGED', gtin: '00300010123455', note: 'Corner crushed' }] } },
    pharmacist,
  );
  await seenAfterItsEnd(node, pharmacist ?? '');
  const { openCase } = await node.ask<{ openCase: { id: string } }>(
    'mutation ($input: OpenCaseInput!) { openCase(input: $input) { ... on SuspectCase { id } ... on Refusal { code message } } }',
    { input: { commandId: commandIdAt(Date.now()), kind: 'COUNTERFEIT', reason: 'The print of the lot is blurred', units: [other] } },
    pharmacist,
  );
  const job = await capture(node, maker ?? '');
  const ids = {
    shipment: (shipments.items.find(({ state }) => state === 'EXPECTED') ?? shipments.items[0])?.id ?? '',
    lot: lots.items.find(({ packageCount }) => packageCount > 0)?.id ?? '',
    transaction: blocks.flatMap(({ transactions }) => transactions)[0]?.txId ?? '',
  };
  const page = (route: string, role: string, values: Record<string, string> = {}, query = ''): PortalPage => ({
    route,
    name: [route.replace(/[:/*]+/g, '-').replace(/-+$/, ''), query && 'asked'].filter(Boolean).join('-'),
    email: as(role),
    address: `/${route.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '')}${query}`,
  });
  return [
    { route: 'sign-in', name: 'sign-in', email: null, address: '/' },
    page('receiving', 'pharmacist'),
    page('receiving/:shipmentId', 'pharmacist', { shipmentId: ids.shipment }),
    page('scan', 'pharmacist'),
    page('scan', 'pharmacist', {}, `?text=${encodeURIComponent(text)}`),
    page('pedigree', 'pharmacist'),
    page('pedigree', 'pharmacist', {}, `?text=${encodeURIComponent(text)}`),
    page('legend', 'pharmacist'),
    page('shipments', 'pharmacist'),
    page('shipments/new', 'distributor'),
    page('shipments/:id', 'pharmacist', { id: ids.shipment }),
    page('products', 'manufacturer'),
    page('lots', 'manufacturer'),
    page('lots/:id', 'manufacturer', { id: ids.lot }),
    page('lots/:id/labels', 'manufacturer', { id: ids.lot }),
    page('stock', 'pharmacist'),
    page('stock/:lotId', 'pharmacist', { lotId: stock[0]?.lotId ?? '' }),
    page('quarantine', 'pharmacist'),
    page('quarantine/labels', 'pharmacist'),
    page('scanner', 'pharmacist'),
    page('packing', 'distributor'),
    page('recalls', 'regulator'),
    page('recalls/new', 'regulator'),
    page('recalls/:id', 'regulator', { id: recalls[0]?.id ?? '' }),
    page('exceptions', 'pharmacist'),
    page('exceptions/new', 'pharmacist'),
    page('exceptions/:id', 'pharmacist', { id: openException.id }),
    page('notices', 'pharmacist'),
    page('cases', 'pharmacist'),
    page('cases/new', 'pharmacist', {}, `?text=${encodeURIComponent(text)}`),
    page('cases/:id', 'pharmacist', { id: openCase.id }),
    page('cases/received', 'distributor'),
    page('scanner', 'pharmacist'),
    page('connections', 'distributor'),
    page('import', 'manufacturer'),
    page('import/:id', 'manufacturer', { id: job }),
    page('ledger', 'regulator'),
    page('ledger/transactions/:txId', 'regulator', { txId: ids.transaction }),
    page('organisations', 'operator'),
    page('users', 'operator'),
    { route: '*', name: 'not-found', email: as('pharmacist'), address: '/no-such-page' },
  ];
}

/** Opens a page and waits until it shows what it has: its heading, and nothing that still loads. */
async function openPage(page: Page, node: NodeUnderTest, { address }: PortalPage): Promise<void> {
  await page.goto(`${node.url}${address}`);
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy="true"], .mantine-Loader-root, .mantine-Skeleton-root'));
}

/** A package that the pharmacy has dispensed is scanned at another one: both are told. */
async function seenAfterItsEnd(node: NodeUnderTest, pharmacist: string): Promise<void> {
  const [text = ''] = await packagesAt(node, { lot: 'CV2401', state: 'dispensed', organisation: 'Northside Pharmacy', count: 1 });
  await node.ask('query ($text: String!) { scan(text: $text) { verdict } }', { text }, await node.signIn(as('riverbend')));
  for (let tries = 0; tries < 60; tries += 1) {
    const { notices } = await node.ask<{ notices: { open: number } }>('{ notices { open } }', {}, pharmacist);
    if (notices.open > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('nobody was told of a package that was seen after its dispensing');
}

/** Opens each page once, by one person a role, and looks. */
export async function visitEvery(browser: Browser, node: NodeUnderTest, pages: readonly PortalPage[], options: BrowserContextOptions, look: (person: Person, page: PortalPage) => Promise<void>): Promise<void> {
  const people = new Map<string | null, Person>();
  for (const page of pages) {
    const person = people.get(page.email) ?? (page.email === null ? await arrive(browser, node, '/', options) : await signedIn(browser, node, { email: page.email, ...options }));
    people.set(page.email, person);
    await openPage(person.page, node, page);
    await look(person, page);
  }
  for (const person of people.values()) await person.leave();
}

/** An import that ends with findings: the demo's file, whose goods carry a date in the future. */
async function capture(node: NodeUnderTest, token: string): Promise<string> {
  const body = demoSaleFile().replace(/(<eventTime>)20\d\d/, '$12099');
  const response = await fetch(`${node.url}/epcis/v2/capture`, { method: 'POST', headers: { 'content-type': 'application/xml', authorization: `Bearer ${token}` }, body });
  const id = response.headers.get('location')?.split('/').at(-1);
  if (!id) throw new Error(`no import was begun: ${response.status} ${await response.text()}`);
  return id;
}
