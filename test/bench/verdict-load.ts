import { Agent, request } from 'node:http';
import { commandIdAt } from '@packtrail/ledger';
import { type NodeUnderTest, startNode } from '../support/node-under-test.ts';
import { projected } from '../support/projected.ts';
import { percentile, type Row } from './measure.ts';

const PACKAGES = 1_000_000;
const A_COMMAND = 48_000;
const PER_CASE = 48;
const CASES_PER_PALLET = 40;
const CLIENTS = 64;
const ROUNDS = 5;
const ROUND_MS = 4_000;
const SCAN = 'query ($text: String!) { scan(text: $text, purpose: DISPENSE) { verdict reasons { code message next severity actions } product { name } package { serial lot expiry state } pedigree { steps { bizStep eventTime organisation { name } place { name } } } } }';
/** A resolver behind the same door that finds nothing to tell. */
const EMPTY = '{ waitingScans { id } }';

/** Verdicts with their pedigree through HTTP for 64 clients at once, over so many packages at a pharmacy, in turn with a resolver that answers nothing. */
export async function verdictUnderLoad(packages = Number(process.env['PACKAGES'] ?? PACKAGES)): Promise<Row[]> {
  const node = await startNode();
  try {
    const texts = await stock(node, packages);
    const token = await node.signIn('pharmacist@demo.example');
    const door = new Door(node.url, token);
    const empty: number[] = [];
    const scan: number[] = [];
    let next = 0;
    const judged = async (): Promise<void> => {
      next = (next + 7_919) % texts.length;
      const answer = await door.ask(SCAN, { text: texts[next] });
      const { data } = JSON.parse(answer) as { data: { scan: { verdict: string } } | null };
      if (data?.scan.verdict !== 'MATCHES') throw new Error(`a package in stock does not match: ${answer}`);
    };
    const idle = async (): Promise<void> => void (await door.ask(EMPTY));
    // The first ones find cold caches and uncompiled code.
    await byClients(judged, 3_000);
    await byClients(idle, 1_000);
    for (let round = 0; round < ROUNDS; round += 1) {
      empty.push(...(await byClients(idle, ROUND_MS)));
      scan.push(...(await byClients(judged, ROUND_MS)));
    }
    door.close();
    const seconds = (ROUNDS * ROUND_MS) / 1_000;
    console.error(`${texts.length.toLocaleString('en-US')} packages; ${Math.round(scan.length / seconds)} verdicts and ${Math.round(empty.length / seconds)} empty answers per s`);
    const row = (name: string, part: number): Row => ({
      scenario: `verdict with pedigree, ${CLIENTS} clients, ${texts.length.toLocaleString('en-US')} packages, ${name}`,
      unit: 'ms',
      limit: { name: 'an empty resolver', figure: percentile(empty, part) },
      ours: percentile(scan, part),
      moreIsBetter: false,
      note: 'at most 200 ms and twice the empty resolver are asked for',
    });
    return [row('p50', 0.5), row('p95', 0.95)];
  } finally {
    await node.end();
  }
}

/** One lot of so many packages in cases on pallets, made by the demo's manufacturer and received by its pharmacy; gives their barcodes. */
async function stock(node: NodeUnderTest, packages: number): Promise<string[]> {
  const maker = await node.signIn('manufacturer@demo.example');
  const pharmacist = await node.signIn('pharmacist@demo.example');
  const expiry = new Date(Date.now() + 700 * 86_400_000).toISOString().slice(0, 10);
  const send = async (token: string, name: string, input: object): Promise<string> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const answer = await node.ask<Record<string, { made?: string; blockNumber?: number; code?: string; message?: string }>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ... on Receipt { made blockNumber } ... on Refusal { code message } } }`,
      { input: { commandId: commandIdAt(Date.now()), ...input } },
      token,
    );
    if (answer[name]?.code) throw new Error(`${name}: ${answer[name].code} ${answer[name].message}`);
    await projected(node, answer[name]?.blockNumber ?? 0, token);
    return answer[name]?.made ?? '';
  };
  const lotId = await send(maker, 'registerLot', { gtin: '00399998101302', lot: 'LOAD', expiry });
  const texts: string[] = [];
  for (let made = 0; made < packages; made += A_COMMAND) {
    const serials = Array.from({ length: Math.min(A_COMMAND, packages - made) }, (_, i) => `LOAD${(made + i).toString(36).toUpperCase().padStart(8, '0')}`);
    await send(maker, 'commission', { lotId, serials, packagesPerCase: PER_CASE, casesPerPallet: CASES_PER_PALLET });
    texts.push(...serials.map((serial) => `]d20100399998101302` + `21${serial}\u001d17${expiry.slice(2).replaceAll('-', '')}10LOAD`));
  }
  // The pallets come first.
  const { labels } = await node.ask<{ labels: { items: { kind: string; text: string }[] } }>('query ($id: ID!) { labels(lotId: $id, first: 1000) { items { kind text } } }', { id: lotId }, maker);
  const pallets = labels.items.filter(({ kind }) => kind === 'PALLET').map(({ text }) => text);
  for (let from = 0; from < pallets.length; from += 500) {
    const shipmentId = await send(maker, 'ship', { toGln: '0399995000011', units: pallets.slice(from, from + 500) });
    await send(pharmacist, 'receive', { shipmentId });
  }
  return texts;
}

/** One keep-alive connection a client. */
class Door {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  readonly #url: URL;

  constructor(
    url: string,
    private readonly token: string,
  ) {
    this.#url = new URL('/graphql', url);
  }

  ask(query: string, variables: object = {}): Promise<string> {
    const body = JSON.stringify({ query, variables });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${this.token}` };
    return new Promise((resolve, reject) => {
      request(this.#url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode}: ${text}`))));
      })
        .on('error', reject)
        .end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** So many clients, each with one request under way, for so long; milliseconds of each request. */
async function byClients(work: () => Promise<void>, ms: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + ms;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
    }),
  );
  return times;
}
