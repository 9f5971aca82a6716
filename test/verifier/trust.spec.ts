import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner, unitKey, unitRef } from '@packtrail/ledger';
import { openEmbedded, rotateKey } from '@packtrail/ledger/embedded';
import { verifyDossier } from '@packtrail/ledger/verify';
import { cosign, witnessSigner } from '@packtrail/ledger/witness';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DossierMaker } from '../support/dossier-maker.ts';
import { LedgerWorld, named, randomId } from '../support/ledger-world.ts';
import { missingForPython, verifyByPython } from './by-python.ts';

interface Asked {
  readonly what: string;
  readonly text: string;
  readonly log: string;
  readonly witnesses?: readonly string[];
  readonly needed?: number;
  readonly good: boolean;
}

const noteOf = (dossier: string): string => (JSON.parse(dossier) as { checkpoint: string }).checkpoint;
const withMembers = (dossier: string, members: object): string => JSON.stringify({ ...(JSON.parse(dossier) as object), ...members });

describe('whom a dossier asks to be trusted', () => {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-trust-'));
  const asked: Asked[] = [];
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  beforeAll(async () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    const registrar = { id: randomId(16), signer: newPartySigner() };
    const open = () => openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
    /** The keys of the log, oldest first; after each, the package's dossier. */
    const keys: string[] = [];
    const dossiers: string[] = [];
    let ledger = await open();
    const world = () => new LedgerWorld(ledger, registrar, now);
    const [maker, first, second] = [await world().party('manufacturer'), await world().party('wholesale_distributor'), await world().party('dispenser')];
    const salt = randomBytes(16);
    const link = 'https://id.gs1.org/01/00300010123455/21/TRUST1';
    const ref = unitRef(maker.id, unitKey(salt, link));
    const lot = await world().lot(maker);
    await world().done(maker, 'commission', { origin: 'own', shipment: null, units: [{ unit: unitKey(salt, link), height: 0, lots: [lot], contents: '' }] });
    const salts = new Map([[ref, { ref, link, salt: salt.toString('hex') }]]);
    const keep = async () => {
      keys.push(ledger.verifierKey);
      dossiers.push((await (await DossierMaker.read(ledger, { salts, contents: new Map() })).of(ref)) ?? '');
    };
    await keep();
    for (const [from, to] of [[maker, first], [first, second]] as const) {
      await ledger.close();
      await rotateKey({ directory, clock: () => now });
      ledger = await open();
      await world().handOver(from, to, [named(ref)]);
      await keep();
    }
    await ledger.close();

    const [oldest, , newest] = dossiers as [string, string, string];
    const { handovers } = JSON.parse(newest) as { handovers: string[] };
    for (const [i, log] of keys.entries()) asked.push({ what: `after two handovers, under key ${i + 1}`, text: newest, log, good: true });
    asked.push({ what: 'before the first handover, under the first key', text: oldest, log: keys[0] as string, good: true });
    asked.push({ what: 'before the first handover, under a later key', text: oldest, log: keys[2] as string, good: false });
    const refused = (what: string, members: object) => asked.push({ what, text: withMembers(newest, members), log: keys[0] as string, good: false });
    refused('without handovers', { handovers: undefined });
    refused('with the first handover alone', { handovers: handovers.slice(0, 1) });
    refused('with the second handover alone', { handovers: handovers.slice(1) });
    refused('with the handovers turned round', { handovers: handovers.toReversed() });
    refused('with a handover twice', { handovers: [handovers[0], ...handovers] });
    refused('with no handover in the list', { handovers: [] });
    refused('under an old checkpoint', { checkpoint: noteOf(oldest) });
    refused('with the key of another log named', { handovers: handovers.map((note) => note.replace(/next \S+/, 'next other.example/log+f86201f0+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g')) });
    refused('with a checkpoint that hands over nothing for a handover', { handovers: [noteOf(oldest), ...handovers.slice(1)] });
    refused('with the name of the new key taken out', { handovers: handovers.map((note) => note.replace(/next \S+\n/, '')) });

    const [one, two] = ['one', 'two'].map((name) => witnessSigner(`${name}.example/witness`, generateKeyPairSync('ed25519').privateKey)) as [ReturnType<typeof witnessSigner>, ReturnType<typeof witnessSigner>];
    const note = noteOf(newest);
    const signedText = note.slice(0, note.indexOf('\n\n') + 1);
    const cosigned = withMembers(newest, { checkpoint: `${note}${cosign(signedText, 1_795_000_000, one)}` });
    const by = (what: string, more: Partial<Asked> & { good: boolean }) => asked.push({ what, text: cosigned, log: keys[0] as string, ...more });
    by('cosigned by the witness that is asked for', { witnesses: [one.vkey], needed: 1, good: true });
    by('cosigned by one of two', { witnesses: [one.vkey, two.vkey], needed: 1, good: true });
    by('cosigned by one where two are asked for', { witnesses: [one.vkey, two.vkey], needed: 2, good: false });
    by('cosigned by another witness', { witnesses: [two.vkey], needed: 1, good: false });
    by('cosigned, and no witness asked for', { good: true });
    by('cosigned at another time than is signed', { text: cosigned.replace(/(— one\.example\/witness \S{8})\S{4}/, '$1AAAA'), witnesses: [one.vkey], good: false });
    by('cosigned under another text', { text: withMembers(newest, { checkpoint: `${note}${cosign(`${signedText}more\n`, 1, one)}` }), witnesses: [one.vkey], good: false });
  }, 60_000);

  it('is followed over two handovers from the first key, and holds the witnesses to what they signed', async () => {
    for (const { good, log, needed = 0, text, what, witnesses = [] } of asked) expect(await verifyDossier(text, log, { witnesses, witnessesNeeded: needed }), what).toMatchObject({ good });
    expect(asked.length).toBeGreaterThan(20);
  });

  const missing = missingForPython();
  it(missing.length === 0 ? 'is told alike by the verifier written from the page alone' : `is NOT told by the second verifier: there is no ${missing.join(' and no ')} here`, { timeout: 60_000 }, () => {
    if (missing.length > 0) return;
    for (const { good, log, needed = 0, text, what, witnesses = [] } of asked) {
      const [answer] = verifyByPython([text], log, { witnesses, needed });
      expect(answer, what).toMatchObject({ good });
    }
  });
});
