import { startNode } from '../support/node-under-test.ts';
import { percentile, type Row } from './measure.ts';

const SCANS = 300;

/** A verdict through HTTP on the demo's data beside a resolver that does nothing, asked in turn; p50 and p95 in milliseconds. */
export async function verdictThroughHttp(): Promise<Row[]> {
  const node = await startNode();
  try {
    const maker = await node.signIn('manufacturer@demo.example');
    const pharmacist = await node.signIn('pharmacist@demo.example');
    const { lots } = await node.ask<{ lots: { items: { id: string; number: string }[] } }>('{ lots { items { id number } } }', {}, maker);
    const lot = lots.items.find(({ number }) => number === 'CV2401');
    const { labels } = await node.ask<{ labels: { items: { kind: string; text: string }[] } }>('query ($id: ID!) { labels(lotId: $id, first: 200) { items { kind text } } }', { id: lot?.id }, maker);
    const texts = labels.items.filter(({ kind }) => kind === 'PACKAGE').map(({ text }) => text);
    const empty: number[] = [];
    const scan: number[] = [];
    for (let i = 0; i < SCANS + 30; i += 1) {
      const idle = await time(() => node.ask('{ __typename }', {}, pharmacist));
      const judged = await time(() => node.ask('query ($text: String!) { scan(text: $text) { verdict reasons { code } pedigree { steps { bizStep } } } }', { text: texts[i % texts.length] }, pharmacist));
      // The first ones find cold caches and uncompiled code.
      if (i >= 30) {
        empty.push(idle);
        scan.push(judged);
      }
    }
    const row = (name: string, share: number): Row => ({
      scenario: `verdict with pedigree through HTTP, ${name}`,
      unit: 'ms',
      limit: { name: 'an empty resolver', figure: percentile(empty, share) },
      ours: percentile(scan, share),
      moreIsBetter: false,
      note: 'must be under 300 ms',
    });
    return [row('p50', 0.5), row('p95', 0.95)];
  } finally {
    await node.end();
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
