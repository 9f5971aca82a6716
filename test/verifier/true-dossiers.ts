import { randomUUID } from 'node:crypto';
import type { NodeUnderTest } from '../support/node-under-test';

/** A dossier that a node made for somebody about one of its units. */
export interface TrueDossier {
  readonly who: string;
  readonly kind: string;
  readonly text: string;
}
interface Label {
  kind: string;
  text: string;
}

/** Dossiers of containers and packages of every lot, as each trading partner and the regulator gets them, after packing that leaves units in containers within containers. */
export async function trueDossiers(node: NodeUnderTest, { everyNth }: { everyNth: number }): Promise<TrueDossier[]> {
  const maker = await node.signIn('manufacturer@demo.example');
  const { lots } = await node.ask<{ lots: { items: { id: string; number: string }[] } }>(
    '{ lots(first: 100) { items { id number } } }',
    {},
    maker,
  );
  const repacked = lots.items.find(({ number }) => number === 'OS3301');
  if (!repacked) throw new Error('the demo has no lot OS3301');
  const touched = await repack(node, maker, await labelsOf(node, maker, repacked.id));
  const labels = (await Promise.all(lots.items.map(({ id }) => labelsOf(node, maker, id)))).flat();
  const asked = [
    ...touched,
    ...labels.filter(({ kind }) => kind !== 'PACKAGE'),
    ...labels.filter(({ kind }, index) => kind === 'PACKAGE' && index % everyNth === 0),
  ];
  const found: TrueDossier[] = [];
  for (const who of ['manufacturer', 'distributor', 'pharmacist', 'regulator']) {
    const token = await node.signIn(`${who}@demo.example`);
    for (const { kind, text } of asked) {
      const { dossier } = await node.ask<{ dossier: string | null }>('query ($text: String!) { dossier(text: $text) }', { text }, token);
      if (dossier !== null) found.push({ who, kind, text: dossier });
    }
  }
  return found;
}

async function labelsOf(node: NodeUnderTest, token: string, lotId: string): Promise<Label[]> {
  const query = 'query ($lotId: ID!) { labels(lotId: $lotId, first: 500) { items { kind text } } }';
  return (await node.ask<{ labels: { items: Label[] } }>(query, { lotId }, token)).labels.items;
}

/** Packs, unpacks and packs again: into new containers, into one within another, and into a case that nobody touched before. */
async function repack(node: NodeUnderTest, token: string, labels: readonly Label[]): Promise<Label[]> {
  const send = async (kind: 'pack' | 'unpack', units: string[], container?: string): Promise<string> => {
    const type = kind === 'pack' ? 'PackInput' : 'UnitsInput';
    const result = '{ __typename ... on Receipt { made } ... on Refusal { code } }';
    const input = { commandId: commandId(), units, ...(container === undefined ? {} : { container }) };
    const answer = await node.ask<{ done: { made?: string; code?: string } }>(
      `mutation ($input: ${type}!) { done: ${kind}(input: $input) ${result} }`,
      { input },
      token,
    );
    if (answer.done.code) throw new Error(`the demo refused to ${kind}: ${answer.done.code}`);
    return `(00)${answer.done.made ?? ''}`;
  };
  const [first, second, third] = labels.filter(({ kind }) => kind === 'PACKAGE').map(({ text }) => text);
  const [untouched] = labels
    .filter(({ kind }) => kind === 'CASE')
    .map(({ text }) => text)
    .slice(-1);
  if (!first || !second || !third || !untouched) throw new Error('the lot has too few packages or no case');
  const inner = await send('pack', [first, second]);
  const outer = await send('pack', [inner]);
  await send('unpack', [first]);
  await send('pack', [first], inner);
  await send('unpack', [inner]);
  await send('pack', [third], inner);
  await send('pack', [inner], outer);
  await send('pack', [second], untouched);
  await send('unpack', [second]);
  await send('pack', [second], untouched);
  await send('unpack', [first]);
  await send('unpack', [inner]);
  await send('pack', [third]);
  return [
    ...[first, second, third].map((text) => ({ kind: 'REPACKED', text })),
    ...[inner, outer].map((text) => ({ kind: 'NEW CONTAINER', text })),
    { kind: 'FILLED CASE', text: untouched },
  ];
}

/** A UUIDv7 (RFC 9562 5.7): milliseconds, version, chance. */
function commandId(): string {
  const at = Date.now().toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-7${randomUUID().slice(15)}`;
}
