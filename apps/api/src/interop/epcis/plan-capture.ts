import { Injectable } from '@nestjs/common';
import type { TradeEvent } from 'gs1-barcodes/epcis';
import { identityOf } from '../../documents/unit-link.ts';
import type { Actor } from '../../handoffs/actor.ts';
import { PlanTools, readable } from '../../handoffs/plan/tools.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { checkEvents, partiesOf } from './check-events.ts';
import { checkGoods, type Goods } from './check-goods.ts';
import { decideRole, type Role } from './decide-role.ts';
import type { Findings } from './findings.ts';
import { fold, type Step } from './fold.ts';
import type { CapturedFile } from './read-capture.ts';
import { RecordView } from '../../read-model/record-view.ts';

/** The commands that a file becomes, or that it is recorded already; null when its findings refuse it. */
export type CapturePlan = { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly catalogue: Catalogue; readonly role: Role } | { readonly kind: 'recorded'; readonly shipmentIds: readonly string[] } | null;

/** Checks a file whole and folds it into commands. It writes nothing. */
@Injectable()
export class CapturePlanner {
  constructor(
    private readonly record: RecordView,
    private readonly tools: PlanTools,
  ) {}

  /** `resumed`: the job has begun, so what the file commissions may be recorded by the job itself. `partial`: what could not be read is left out. */
  async plan(actor: Actor, file: CapturedFile, { partial, resumed }: { partial: boolean; resumed: (steps: readonly Step[]) => Promise<boolean> }): Promise<CapturePlan> {
    const { events, findings } = file;
    checkEvents(file, { findings, now: this.tools.clock.now() });
    const { glns, prefixes } = await this.record.identity(actor.organisationId);
    const role = decideRole(file, { findings, own: glns });
    // Events that could not be read would be missed by the others.
    if ((file.unreadCount > 0 && !partial) || !role) return null;
    const goods = checkGoods(events, findings);
    if (role === 'buyer') await this.#checkSellers(file);
    const catalogue = await this.#catalogue(actor, file, { goods, prefixes: role === 'seller' ? prefixes : null });
    await this.#checkLots(actor, goods, { catalogue, findings });
    if (findings.failed) return null;
    const steps = fold(events, { baseOf: (gtin) => catalogue.items.get(gtin)?.base ?? gtin, role });
    if ('code' in steps) {
      findings.add({ eventIndex: null, path: '/', line: null, rule: steps.code, severity: 'error', message: steps.message, value: null });
      return null;
    }
    if (await resumed(steps)) return { kind: 'steps', steps, catalogue, role };
    const recorded = role === 'buyer' ? await this.#recordedForBuyer(actor, events.map(({ event }) => event), { file, goods }) : await this.#checkUnrecorded(actor, goods, findings);
    if (recorded) return recorded;
    return findings.failed ? null : { kind: 'steps', steps, catalogue, role };
  }

  async #checkSellers({ events, findings, masterData }: CapturedFile): Promise<void> {
    const shippings = events.filter(({ event }) => event.bizStep === 'shipping');
    const registered = await this.record.registeredGlns(shippings.flatMap(({ event }) => partiesOf(event)?.seller ?? []));
    const described = new Set(masterData.locations.filter(({ name }) => name).map(({ gln }) => gln as string));
    for (const captured of shippings) {
      const seller = partiesOf(captured.event)?.seller;
      if (seller && !registered.has(seller) && !described.has(seller)) findings.report('UNKNOWN_GLN', { ...captured, path: `${captured.path}/sourceList` }, seller);
    }
  }

  async #catalogue(actor: Actor, { findings, headerAt, masterData }: CapturedFile, { goods, prefixes }: { goods: Goods; prefixes: readonly string[] | null }): Promise<Catalogue> {
    const gtins = new Set([...goods.commissioned.keys()].flatMap((link) => identityOf(link)?.gtin ?? []));
    const asked = [...gtins, ...masterData.products.map(({ gtin }) => gtin as string)];
    const catalogue = catalogueOf(await this.record.items(actor.organisationId, asked), { findings, goods, headerAt, masterData });
    for (const gtin of prefixes ? gtins : []) if (!prefixes?.some((prefix) => gtin.startsWith(prefix, 1))) findings.report('GTIN_NOT_YOURS', headerAt, gtin);
    return catalogue;
  }

  /** Packages have a lot and an expiry, and a lot has one expiry: in the file, and as it is registered here. */
  async #checkLots(actor: Actor, { commissioned }: Goods, { catalogue, findings }: { catalogue: Catalogue; findings: Findings }): Promise<void> {
    const registered = await this.record.lots(actor.organisationId, [...new Set([...catalogue.items.values()].map(({ base }) => base))]);
    const known = new Map(registered);
    const said = new Set<string>();
    for (const [link, captured] of commissioned) {
      const gtin = identityOf(link)?.gtin;
      const item = gtin ? catalogue.items.get(gtin) : undefined;
      const ilmd = captured.event.type === 'ObjectEvent' ? captured.event.ilmd : undefined;
      const once = `${captured.index} ${gtin ?? ''}`;
      if (!item || said.has(once)) continue;
      said.add(once);
      const at = { ...captured, path: `${captured.path}/extension/ilmd` };
      const whole = ilmd?.lotNumber && ilmd.itemExpirationDate;
      if (item.level === 'package' && !ilmd?.lotNumber) findings.report('LOT_MISSING', at, 'a lot number');
      if (item.level === 'package' && !ilmd?.itemExpirationDate) findings.report('LOT_MISSING', at, 'an expiration date');
      if (!whole) continue;
      const name = `${item.base} ${ilmd.lotNumber}`;
      const expiry = known.get(name) ?? ilmd.itemExpirationDate;
      known.set(name, expiry as string);
      if (expiry !== ilmd.itemExpirationDate) findings.report('EXPIRY_DIFFERS', at, `${ilmd.lotNumber}: ${expiry} and ${ilmd.itemExpirationDate}`);
    }
  }

  /** The seller's own serials must be new; what it ships without commissioning it here must be recorded. */
  async #checkUnrecorded(actor: Actor, { commissioned, presumed }: Goods, findings: Findings): Promise<null> {
    for (const { issuer, link } of await this.record.recorded([...commissioned.keys()])) {
      const captured = commissioned.get(link);
      if (captured && issuer === actor.organisationId) findings.report('SERIAL_ALREADY_COMMISSIONED', { ...captured, path: `${captured.path}/epcList` }, readable(link));
    }
    const found = await this.tools.finder.forParty(actor.organisationId, [...presumed.keys()]);
    for (const [link, captured] of presumed) if (!found.has(link)) findings.report(identityOf(link)?.sscc ? 'MISSING_COMMISSIONING' : 'SERIAL_SHIPPED_NOT_COMMISSIONED', { ...captured, path: `${captured.path}/epcList` }, readable(link));
    return null;
  }

  /** Goods that are here already need no word of the buyer; otherwise all of them must be in the file. */
  async #recordedForBuyer(actor: Actor, events: readonly TradeEvent[], { file: { findings, headerAt }, goods: { commissioned, packed, presumed } }: { file: CapturedFile; goods: Goods }): Promise<CapturePlan> {
    const shipped = new Set(events.flatMap((event) => (event.type === 'ObjectEvent' && event.bizStep === 'shipping' ? event.epcList : [])));
    const outermostOf = (link: string): string => {
      const parent = packed.get(link)?.parent;
      return parent === undefined ? link : outermostOf(parent);
    };
    const serials = [...commissioned.keys(), ...presumed.keys()].filter((link) => identityOf(link)?.gtin);
    const recorded = new Set((await this.record.recorded(serials)).map(({ link }) => link));
    const shipmentIds = await this.record.shipmentsTo(actor.organisationId, [...shipped]);
    // A file that only ships SSCCs says nothing of what is in them: the shipment here does.
    const allRecorded = serials.length > 0 ? recorded.size === serials.length : shipmentIds.length > 0;
    if (allRecorded) {
      if (shipmentIds.length === 0) findings.report('SELLER_HAS_NOT_SHIPPED', headerAt);
      return { kind: 'recorded', shipmentIds };
    }
    for (const link of recorded) {
      const captured = commissioned.get(link) ?? presumed.get(link);
      if (captured) findings.report('PARTLY_RECORDED', { ...captured, path: `${captured.path}/epcList` }, readable(link));
    }
    for (const [link, captured] of presumed) findings.report('MISSING_COMMISSIONING', { ...captured, path: `${captured.path}/epcList` }, readable(link));
    for (const [link, captured] of commissioned) {
      if (!packed.has(link) && !shipped.has(outermostOf(link))) findings.report('NOT_SHIPPED', { ...captured, path: `${captured.path}/epcList` }, readable(link));
    }
    return null;
  }
}
