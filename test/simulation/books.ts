import type { Fact, PartyFact, PartyId, Role } from '@packtrail/ledger';
import type { Told } from './model.ts';
import type { No } from './things.ts';

/** What is entered and not moved: parties, lots, recalls, grants and mandates. */
export interface Books {
  readonly parties: Map<PartyId, PartyFact>;
  readonly lots: Map<string, { by: PartyId; expires: number; recalls: readonly string[] }>;
  readonly others: Map<string, Fact>;
}

/** The model's rules for what is entered: says no where it is wrong, and gives what it does. */
export function entered({ lots: allLots, others, parties }: Books, c: Told, no: No): () => void {
  const { at, by } = c;
  const known = (party: PartyId) => no('UNKNOWN_PARTY', !parties.has(party));
  const keep = (key: string, fact: Fact) => () => void others.set(key, fact);
  const recall = (id: string) => {
    const found = others.get(`recall/${id}`);
    return found && 'class' in found ? found : undefined;
  };
  const mayAny = parties.get(by)?.roles.includes('regulator') ?? false;
  switch (c.type) {
    case 'registerParty': case 'updateParty': {
      const { keys, msp, party, registration, roles } = c.body;
      if (c.type === 'registerParty') no('PARTY_EXISTS', parties.has(party)); else known(party);
      return () => void parties.set(party, { keys, msp, registration, roles, status: c.type === 'updateParty' ? c.body.status : 'active' });
    }
    case 'registerLot': no('LOT_EXISTS', allLots.has(c.body.lot)); return () => void allLots.set(c.body.lot, { by, expires: c.body.expires, recalls: [] });
    case 'issueRecall': {
      const { class: grade, joins, lots, recall: id } = c.body;
      const fact = recall(id);
      no('RECALL_EXISTS', fact !== undefined && !joins); no('UNKNOWN_RECALL', joins && fact?.state !== 'open');
      for (const lot of lots) { no('UNKNOWN_LOT', !allLots.has(lot)); no('NOT_YOUR_LOT', !mayAny && allLots.has(lot) && allLots.get(lot)?.by !== by); }
      return () => { if (!fact) keep(`recall/${id}`, { by, class: grade, state: 'open' })(); for (const lot of lots) { const own = allLots.get(lot); if (own) own.recalls = [...new Set([...own.recalls, id])].sort(); } };
    }
    case 'acknowledgeRecall': no('UNKNOWN_RECALL', recall(c.body.recall)?.state !== 'open'); return keep(`ack/${c.body.recall}/${by}`, { counts: c.body.counts, at });
    case 'closeRecall': {
      const fact = recall(c.body.recall);
      no('UNKNOWN_RECALL', fact?.state !== 'open'); no('NOT_YOUR_RECALL', fact !== undefined && fact.by !== by && !mayAny);
      return fact ? keep(`recall/${c.body.recall}`, { ...fact, state: 'closed' }) : () => undefined;
    }
    case 'grantAccess': no('GRANT_EXISTS', others.has(`grant/${c.body.grant}`)); known(c.body.to); return keep(`grant/${c.body.grant}`, { by, to: c.body.to, terms: c.body.terms, until: c.body.until });
    case 'revokeAccess': case 'revokeMandate': {
      const key = c.type === 'revokeAccess' ? `grant/${c.body.grant}` : `mandate/${by}/${c.body.to}`;
      const fact = others.get(key), lasting = fact && 'until' in fact && fact.until > at ? fact : undefined;
      no(c.type === 'revokeAccess' ? 'UNKNOWN_GRANT' : 'UNKNOWN_MANDATE', !lasting); no('NOT_YOUR_GRANT', lasting !== undefined && 'terms' in lasting && lasting.by !== by);
      return lasting ? keep(key, { ...lasting, until: at }) : () => undefined;
    }
    case 'grantMandate': known(c.body.to); return keep(`mandate/${by}/${c.body.to}`, { purposes: c.body.purposes, until: c.body.until });
    case 'anchorAudit': return () => undefined;
    default: throw new Error(`${c.type} moves units`);
  }
}

const MAKERS: Role[] = ['manufacturer', 'repackager'];
const TRADE: Role[] = [...MAKERS, 'wholesale_distributor', 'third_party_logistics', 'returns_processor', 'dispenser'];

/** Who may send what at all. */
export function may({ body, type }: Told): readonly Role[] {
  if (type === 'registerParty' || type === 'updateParty') return ['registrar'];
  if (type === 'dispense') return ['dispenser'];
  if (type === 'commission' && body.origin === 'own') return MAKERS;
  return type === 'issueRecall' || type === 'closeRecall' || type === 'anchorAudit' ? [...TRADE, 'regulator'] : TRADE;
}
