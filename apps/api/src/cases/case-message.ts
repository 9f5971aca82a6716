import { readable } from '../handoffs/plan/tools.ts';
import type { CaseUnit } from './case-file.ts';

/** A lot as a message names it. */
export interface NamedLot {
  readonly product: string;
  readonly ndc: string | null;
  readonly gtin: string;
  readonly number: string;
  readonly expires: string | null;
}

export interface CaseMessage {
  readonly kind: 'notification' | 'termination';
  readonly caseId: string;
  readonly partner: { readonly name: string; readonly soldToUs: boolean; readonly mayHave: boolean };
  readonly sender: { readonly name: string; readonly gln: string; readonly user: string; readonly email: string };
  readonly lots: readonly NamedLot[];
  readonly units: readonly Pick<CaseUnit, 'link'>[];
  /** The number that FDA gave. */
  readonly incidentNumber: string | null;
}

const LISTED_MAX = 100;

/** What an immediate trading partner is told: which product, why it in particular, what to do, and nothing about anybody's guilt. Pure. */
export function caseMessage({ caseId, incidentNumber, kind, lots, partner, sender, units }: CaseMessage): { subject: string; text: string } {
  const products = [...new Set(lots.map(({ product }) => product).filter(Boolean))].join(', ') || 'a product';
  const listed = units.slice(0, LISTED_MAX).map(({ link }) => `- ${readable(link)}`);
  const about = [
    ...lots.map(({ expires, gtin, ndc, number, product }) => `- ${[product, ndc && `NDC ${ndc}`, `GTIN ${gtin}`, `lot ${number}`, expires && `expiry ${expires}`].filter(Boolean).join(', ')}`),
    ...(listed.length > 0 ? ['', 'Product identifiers concerned:', ...listed] : []),
    ...(units.length > LISTED_MAX ? [`- and ${units.length - LISTED_MAX} more`] : []),
  ];
  const why = [...(partner.soldToUs ? ['it came to us from you'] : []), ...(partner.mayHave ? ['you may have received such product from us'] : [])].join(', and ');
  const references = [`Our case: ${caseId}`, ...(incidentNumber === null ? [] : [`FDA incident number: ${incidentNumber}`])];
  const told =
    kind === 'notification'
      ? [
          `we have determined that the product below is illegitimate within the meaning of section 581(8) of the FD&C Act. We tell you because ${why}. This is no finding about you.`,
          '',
          ...about,
          '',
          'Please identify all such product in your possession, also what arrives later, quarantine it, and tell us whether you found any (section 582).',
        ]
      : ['the notification of illegitimate product that we sent you has been terminated in consultation with FDA. It concerned:', '', ...about];
  return {
    subject: `${kind === 'notification' ? 'Notification of illegitimate product' : 'Notification of illegitimate product terminated'}: ${products}`,
    text: ['Hello,', '', ...told, '', ...references, '', `${sender.user}, ${sender.name} (GLN ${sender.gln}), ${sender.email}`].join('\n'),
  };
}
