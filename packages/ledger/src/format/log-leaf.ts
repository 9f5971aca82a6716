import { canonicalJson } from './canonical-json.ts';
import { TAGS } from './hash.ts';

/** A transaction in the log. */
export interface LogLeaf {
  /** SHA-256 of the signed bytes of the command, without the signature. */
  readonly txId: string;
  /** SHA-256 of the signature. */
  readonly signature: string;
  readonly contract: number;
  /** RFC 6962 root over the entries, sorted by unit. */
  readonly entries: string;
}

/** A transaction as a leaf of the log: a text whose UTF-8 bytes are hashed. */
export const logLeaf = ({ contract, entries, signature, txId }: LogLeaf): string => `${TAGS.leaf}{"contract":${contract},"entries":"${entries}","signature":"${signature}","txId":"${txId}"}`;

/** Entry 0 of every log: who may register trading partners. On Fabric the chaincode's init writes it. */
export interface Genesis {
  readonly at: number;
  readonly contract: number;
  readonly origin: string;
  readonly registrars: readonly { readonly id: string; readonly spki: string }[];
}

export const genesisLeaf = ({ at, contract, origin, registrars }: Genesis): string =>
  TAGS.genesis + canonicalJson({ at, contract, origin, registrars: registrars.map(({ id, spki }) => ({ id, spki })) });
