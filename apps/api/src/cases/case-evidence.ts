import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Contents } from '../read-model/contents.ts';
import { LotRows } from '../read-model/lot-rows.ts';
import { PackagesAtHand } from '../read-model/packages-at-hand.ts';
import { PlacedUnits } from '../read-model/placed-units.ts';
import type { Current } from '../identity/current.ts';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { readBarcode } from '../verdict/read-barcode.ts';
import { type CaseFile, entriesOf, type PrintedLot } from './case-file.ts';
import { CaseLots } from './case-lots.ts';
import type { CheckAnswer, Question } from './case-reasons.ts';
import { Cases } from './cases.ts';
import { drawSample, sampleSize } from './sample.ts';
import { IMAGE_TYPES, sniffImage } from './sniff-image.ts';

export const PHOTO_BYTES_MAX = 5 * 1024 * 1024;
export const PHOTOS_MAX = 40;
const AT_HAND_MAX = 50_000;
const ENTRIES_MAX = 10_000;

/** What an investigation finds out: notes, pictures, answers to its questions, and a sample of the lot at hand. Nothing of it is changed afterwards. */
@Injectable()
export class CaseEvidence {
  constructor(
    private readonly cases: Cases,
    private readonly lots: CaseLots,
    private readonly atHand: PackagesAtHand,
    private readonly placed: PlacedUnits,
    private readonly lotRows: LotRows,
    private readonly contents: Contents,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  note(current: Current, id: string, text: string): Promise<CaseFile> {
    return this.cases.act(current, id, (file) => ({ act: 'record', kind: 'note', body: { text: bounded(file, text) } }));
  }

  check(current: Current, id: string, body: { question: Question; answer: CheckAnswer; note: string }): Promise<CaseFile> {
    return this.cases.act(current, id, (file) => ({ act: 'record', kind: 'check', body: { ...body, note: bounded(file, body.note) } }));
  }

  /** Draws the packages of a lot at hand that are to be verified. Refuses (CONFLICT) a second sample of a lot: what chance chose is not drawn again until it pleases. */
  async draw(current: Current, id: string, lot: PrintedLot): Promise<CaseFile> {
    const links = await this.atHand.of(current.organisation.id, await this.lots.keys([lot]), AT_HAND_MAX);
    if (links === null) throw failure('BAD_INPUT', `There are more than ${AT_HAND_MAX.toLocaleString('en-US')} packages of the lot at hand: open the case at the site that has them.`);
    if (links.length === 0) throw failure('CONFLICT', 'There is no package of the lot at hand.');
    return this.cases.act(current, id, (file) => {
      if (!file.lots.some(({ gtin, number }) => gtin === lot.gtin && number === lot.number)) throw failure('NOT_FOUND', 'The case is not about this lot.');
      if (entriesOf(file, 'sample_drawn').some(({ body }) => body.gtin === lot.gtin && body.number === lot.number)) throw failure('CONFLICT', 'The sample of this lot is drawn already.');
      return { act: 'record', kind: 'sample_drawn', body: { ...lot, atHand: links.length, links: drawSample(links, sampleSize(links.length), this.chance).sort() } };
    });
  }

  /** Ticks a package of the sample: what its barcode says is compared with the record. */
  async tick(current: Current, id: string, { note, text }: { text: string; note: string }): Promise<CaseFile> {
    const read = readBarcode(text.trim());
    const { link } = read;
    if (link === null) throw failure('BAD_INPUT', 'That is not the barcode of a package.');
    const [unit] = (await this.placed.byLink(link)).filter(({ top }) => top !== null);
    const [lot] = unit?.lot_key ? await this.lotRows.byKeys([unit.lot_key]) : [];
    const differences = [
      ...(lot ? [] : ['not on record']),
      ...(lot && read.lot !== null && read.lot !== lot.number ? [`lot ${read.lot} is printed, ${lot.number} is on record`] : []),
      ...(lot && read.expiry !== null && read.expiry !== lot.expires_on ? [`expiry ${read.expiry} is printed, ${lot.expires_on} is on record`] : []),
      ...(lot && (read.lot === null || read.expiry === null) ? ['lot and expiry were not scanned'] : []),
      ...(unit && unit.state === 'dispensed' ? ['it is recorded as dispensed'] : []),
    ];
    return this.cases.act(current, id, (file) => {
      if (!entriesOf(file, 'sample_drawn').some(({ body }) => body.links.includes(link))) throw failure('CONFLICT', 'This package is not one of the sample.');
      return { act: 'record', kind: 'sample_checked', body: { link, matches: differences.length === 0, differences, note: bounded(file, note) } };
    });
  }

  /** Stores a picture. Refuses what is none, by its bytes, what is too large, and too many. */
  photo(current: Current, id: string, { bytes, caption }: { bytes: Buffer; caption: string }): Promise<CaseFile> {
    const type = sniffImage(bytes);
    if (type === null) throw failure('BAD_INPUT', `A picture is one of ${IMAGE_TYPES.join(', ')}.`);
    if (bytes.length > PHOTO_BYTES_MAX) throw failure('BAD_INPUT', `A picture has at most ${PHOTO_BYTES_MAX / 1024 / 1024} MB.`);
    const [photoId, sha256] = [randomUUID(), createHash('sha256').update(bytes).digest('hex')];
    return this.cases.act(current, id, async (file, client) => {
      const photos = entriesOf(file, 'photo');
      if (photos.length >= PHOTOS_MAX) throw failure('CONFLICT', `A case has at most ${PHOTOS_MAX} pictures.`);
      if (photos.some(({ body }) => body.sha256 === sha256)) throw failure('CONFLICT', 'The case has this picture already.');
      await client.query('insert into record.case_photo (id, case_id, organisation_id, type, bytes, sha256, at) values ($1, $2, $3, $4, $5, $6, $7)', [photoId, id, file.organisationId, type, bytes, sha256, this.clock.now()]);
      return { act: 'record', kind: 'photo', body: { photoId, type, size: bytes.length, sha256, caption: bounded(file, caption) } };
    });
  }

  async picture(organisationId: string, caseId: string, photoId: string): Promise<{ type: string; bytes: Buffer } | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(photoId)) return undefined;
    const [found] = await this.database.query<{ type: string; bytes: Buffer }>('select type, bytes from record.case_photo where organisation_id = $1 and case_id = $2 and id = $3', [organisationId, caseId, photoId]);
    return found;
  }

  /** How many packages a case is about. */
  async packageCounts({ units }: Pick<CaseFile, 'units'>): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { count, lot_key: key } of await this.contents.count(units.flatMap(({ ref }) => ref ?? []))) counts.set(key, (counts.get(key) ?? 0) + count);
    return counts;
  }
}

export const NOTE_MAX = 5_000;

/** A text as it is kept. Refuses (BAD_INPUT) one that is too long, and (CONFLICT) a case that has grown beyond reason. */
export function bounded({ entries }: CaseFile, text: string): string {
  if (text.length > NOTE_MAX) throw failure('BAD_INPUT', `A note has at most ${NOTE_MAX.toLocaleString('en-US')} characters.`);
  if (entries.length >= ENTRIES_MAX) throw failure('CONFLICT', 'The case has too many entries: open another for what is new.');
  return text.trim();
}
