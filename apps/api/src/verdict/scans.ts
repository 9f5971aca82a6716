import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readsAllTrade } from '../access/policy.ts';
import type { Current } from '../identity/current.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Convoys } from '../platform/convoys.ts';
import { Database } from '../platform/database.ts';
import type { Language } from '../platform/language.ts';
import { Projector } from '../projection/projector.ts';
import { EvidenceGatherer, lotsOf } from './gather-evidence.ts';
import { type Finding, judge, unread } from './judge.ts';
import { type FoundUnit, type KnownUnit, KnownUnits } from '../read-model/known-unit.ts';
import type { ScanResult } from './models/scan-result.model.ts';
import { VerdictEnum } from './models/verdict.enum.ts';
import { isLaterHidden, PedigreeDesk, seenUpTo } from './pedigree-desk.ts';
import { type ReadBarcode, readBarcode } from './read-barcode.ts';
import { type RuleCode, type ScanPurpose, type Verdict, verdictOf } from './rules.ts';
import { ScanRows } from './scan-rows.ts';
import { PedigreeTeller } from './tell-pedigree.ts';
import { tell } from './wording/tell.ts';

export interface ScanRequest {
  readonly text: string;
  readonly purpose: ScanPurpose;
  readonly siteGln: string | null;
  readonly scanId: string | null;
  readonly language: Language;
}

/** Answers scans. Every scan is judged anew, and recorded. */
@Injectable()
export class Scans {
  readonly #convoys = new Convoys();

  constructor(
    private readonly database: Database,
    private readonly known: KnownUnits,
    private readonly evidence: EvidenceGatherer,
    private readonly rows: ScanRows,
    private readonly teller: PedigreeTeller,
    private readonly pedigrees: PedigreeDesk,
    private readonly projector: Projector,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  scan(current: Current, request: ScanRequest): Promise<ScanResult> {
    return this.#convoys.join(() => this.#scan(current, request));
  }

  async #scan(current: Current, request: ScanRequest): Promise<ScanResult> {
    const at = this.clock.now();
    const asOfBlock = Math.max(0, await this.projector.projectedTo());
    const read = readBarcode(request.text);
    const found = read.link === null ? null : await this.known.find(read.link, current.organisation.id);
    const scanned = { at, found, read };
    const answer = this.#answer(current, request, scanned);
    // Described while it is judged, and recorded while it is described: nobody waits for one question before the next that could go beside it.
    const [answered, shown] = await Promise.all([answer, read.problem ? null : this.#show(current, request, scanned), answer.then((given) => this.#record(current, request, scanned, given))]);
    return { ...NOTHING, ...answered, ...shown, asOfBlock, scannedAt: at, read: read.shown };
  }

  async #answer(current: Current, { language, purpose, siteGln }: ScanRequest, { at, found, read }: Scanned): Promise<Answer> {
    if (read.problem) {
      const { code, why } = read.problem;
      return { ...verdict(unread(code, purpose, { ambiguous: read.ambiguous, why }), purpose, language), unit: { kind: 'UNKNOWN', epc: read.gtin ?? '' } };
    }
    const isPackage = found ? found.unit.placed.kind === 'package' : read.gtin !== null;
    const evidence = await this.evidence.gather(current, { purpose, siteGln, read, found, at });
    return { ...verdict(judge(evidence), purpose, language), unit: { kind: isPackage ? 'PACKAGE' : 'CONTAINER', epc: read.link as string } };
  }

  /** What is printed; of a unit that the asker has, or had, a part in, what is known of it; and its recall, whoever asks. */
  async #show(current: Current, { purpose }: ScanRequest, { found, read }: Scanned): Promise<Partial<Shown>> {
    const printed = { package: packagePrinted(read) };
    if (!found) return printed;
    const upTo = seenUpTo(current, found.unit);
    const seen = upTo >= 0;
    const [unit, recall] = await Promise.all([
      seen && this.#unit(current, found.unit, upTo),
      this.#recall(lotsOf(found.unit)),
      seen && this.pedigrees.noteReads(current, found.unit, { upTo, purpose: `scan: ${purpose.toLowerCase()}` }),
    ]);
    return { ...printed, ...unit, recall };
  }

  /** What one may see who has, or had, a part in it: the unit itself, and its steps up to his own last one. */
  async #unit(asker: Current, unit: KnownUnit, upTo: number): Promise<Omit<Shown, 'recall'>> {
    const { contents, lots, placed, shipments } = unit;
    const [lot] = lotsOf(unit);
    const current = upTo === unit.steps.length - 1;
    const shipment = placed.shipment ? shipments.get(placed.shipment) : undefined;
    const parties = shipment ? await this.database.query<{ name: string }>('select name from record.organisation where id = $1', [shipment.from_party]) : [];
    // Where it is now is told only to those who had a part in its last step.
    const state = current ? (placed.state?.toUpperCase() ?? null) : null;
    return {
      product: productOf(unit),
      package:
        placed.kind === 'package' && placed.gtin && placed.serial
          ? { gtin: placed.gtin, serial: placed.serial, lot: lot?.number ?? null, expiry: lot?.expires_on ?? null, state }
          : null,
      container:
        placed.kind === 'package'
          ? null
          : {
              sscc: placed.sscc,
              gtin: placed.gtin,
              serial: placed.serial,
              state,
              packageCount: contents.reduce((sum, { count }) => sum + count, 0),
              contents: [...lots.values()].map((line) => ({
                lot: line.number,
                count: contents.filter(({ lot_key: key }) => key === line.key).reduce((sum, { count }) => sum + count, 0),
                product: line.product,
                expiry: line.expires_on,
              })),
            },
      shipment: shipment ? { id: shipment.id, state: shipment.state.toUpperCase(), from: parties[0]?.name ?? null, purpose: shipment.purpose.toUpperCase() } : null,
      pedigree: { steps: await this.teller.tell(unit, upTo), laterHidden: isLaterHidden(asker, unit) },
    };
  }

  async #recall(lots: readonly { recalls: readonly string[] }[]): Promise<Shown['recall']> {
    const ids = [...new Set(lots.flatMap(({ recalls }) => recalls))];
    if (ids.length === 0) return null;
    const [notice] = await this.database.query<NonNullable<Shown['recall']>>(
      'select id, class, reason, instructions, contact from record.recall_notice where id = any ($1) order by class, confirmed_at desc limit 1',
      [ids],
    );
    return notice ?? null;
  }

  /** What the record says now to a scan made earlier: not recorded again, and nothing shown of the unit. */
  async judgeAgain(current: Current, request: Pick<ScanRequest, 'text' | 'purpose' | 'siteGln'>): Promise<{ verdict: Verdict; codes: RuleCode[]; ownAct: boolean }> {
    const read = readBarcode(request.text);
    const found = read.link === null ? null : await this.known.find(read.link, current.organisation.id);
    const findings = judge(await this.evidence.gather(current, { ...request, read, found, at: this.clock.now() }));
    return { verdict: verdictOf(findings), codes: findings.map(({ code }) => code), ownAct: found?.unit.steps.at(-1)?.by_party === current.organisation.id };
  }

  async #record(current: Current, { purpose, scanId, siteGln, text }: ScanRequest, { at, found, read }: Scanned, answer: Answer): Promise<void> {
    const { organisation, site, user } = current;
    const oversees = readsAllTrade(current);
    const codes = answer.reasons.map(({ code }) => code);
    const unit = found?.unit;
    await this.rows.store({
      id: randomUUID(),
      userId: user.id,
      organisationId: organisation.id,
      siteGln: siteGln ?? site?.gln ?? null,
      at,
      // What a broken scanner sends is no reason to give no answer.
      text: text.replaceAll('\0', '␀'),
      purpose,
      verdict: answer.verdict,
      codes,
      issuer: unit?.placed.issuer ?? null,
      key: unit?.placed.key ?? null,
      productName: (!read.problem && unit && seenUpTo(current, unit) >= 0 && productOf(unit)?.name) || null,
      scanKey: scanId,
      link: read.link,
      waits: !oversees && mayChange(answer.verdict, codes),
      // A container is no package: what lies in it is judged when it is scanned itself.
      toCompare: !oversees && unit?.placed.kind === 'package' && isStrange(unit, organisation.id),
    });
  }
}

/** Answers that data still to come may change. */
const WAITING: ReadonlySet<string> = new Set<RuleCode>(['NO_DATA_YET', 'NOT_RECEIVED_YET', 'STATEMENT_MISSING', 'NOT_IN_YOUR_CUSTODY', 'ON_ITS_WAY']);

export const mayChange = (verdict: string, codes: readonly string[]): boolean => verdict === 'CHECK_NEEDED' && codes.some((code) => WAITING.has(code));

/** Whether a package was scanned by another than who holds it or is to receive it, or after its end. */
function isStrange({ placed, shipments }: KnownUnit, organisation: string): boolean {
  const addressee = placed.shipment ? shipments.get(placed.shipment)?.to_party : undefined;
  return (placed.holder !== organisation && addressee !== organisation) || placed.state === 'dispensed' || placed.state === 'decommissioned';
}

/** A scan as it was read, and what is known under its EPC. */
interface Scanned {
  readonly at: Date;
  readonly read: ReadBarcode;
  readonly found: FoundUnit | null;
}

type Answer = Pick<ScanResult, 'verdict' | 'reasons' | 'unit'>;
type Shown = Pick<ScanResult, 'product' | 'package' | 'container' | 'shipment' | 'pedigree' | 'recall'>;

const NOTHING: Shown = { product: null, package: null, container: null, shipment: null, pedigree: null, recall: null };

const productOf = ({ placed, product }: KnownUnit): Shown['product'] =>
  product && placed.gtin ? { name: product.name, ndc: product.ndc, gtin: placed.gtin, strength: product.strength, dosageForm: product.dosage_form } : null;

const verdict = (findings: readonly Finding[], purpose: ScanPurpose, language: Language): Omit<Answer, 'unit'> => ({
  verdict: VerdictEnum[verdictOf(findings)],
  reasons: findings.map((each) => ({ ...tell(each, purpose, language), severity: VerdictEnum[each.severity] })),
});

/** Only what is printed: it tells the asker nothing that he has not in his hand. */
const packagePrinted = ({ expiry, gtin, link, lot }: ReadBarcode): Shown['package'] => {
  const serial = link?.split('/21/')[1];
  return gtin && serial ? { gtin, serial: decodeURIComponent(serial), lot, expiry, state: null } : null;
};
