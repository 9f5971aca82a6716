import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { utf8 } from '../../format/bytes.ts';
import { CHAINCODE_LABEL } from './organisations.ts';
import { tar } from './tar.ts';

export interface ChaincodePackage {
  readonly bytes: Uint8Array;
  /** What every peer will call it: known before any peer has it, so that the chaincode servers can start meanwhile. */
  readonly id: string;
}

/**
 * The package that every organisation installs. It holds no code, only the form of an address: each peer fills in where its own organisation's
 * server is, so the bytes, and with them the id that all must agree on, are the same for all.
 */
export function chaincodePackage({ address = 'address', label = CHAINCODE_LABEL }: { readonly label?: string; readonly address?: 'address' | 'beside_address' } = {}): ChaincodePackage {
  const code = gzip(tar([['connection.json', json({ ...CONNECTION, address: `{{.${address}}}` })]]));
  const bytes = gzip(tar([['metadata.json', json({ path: '', type: 'ccaas', label })], ['code.tar.gz', code]]));
  return { bytes, id: `${label}:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** The fields of a connection that differ between organisations. */
export interface ConnectionFields {
  readonly address: string;
  readonly beside_address: string;
  readonly root_cert: string;
  readonly client_cert: string;
  readonly client_key: string;
}

const CONNECTION = {
  address: '{{.address}}',
  // A server that is starting again is waited for this long, and so is every endorsement that needs it: others can endorse meanwhile.
  dial_timeout: '1s',
  tls_required: true,
  client_auth_required: true,
  root_cert: '{{.root_cert}}',
  client_cert: '{{.client_cert}}',
  client_key: '{{.client_key}}',
};

const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value)}\n`);

/** Stored, not deflated: compressors differ between versions and machines, and so would the id. */
function gzip(bytes: Uint8Array): Uint8Array {
  if (bytes.length > 0xffff) throw new Error('the chaincode package has grown beyond one stored block');
  // No time, no effort, no operating system; then one last block, its length, and the length again with its bits turned.
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, 0, 0, 0, 0]);
  head.writeUInt16LE(bytes.length, 11);
  head.writeUInt16LE(~bytes.length & 0xffff, 13);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, tail]);
}
