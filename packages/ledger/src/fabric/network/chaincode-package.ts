import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
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
export function chaincodePackage(): ChaincodePackage {
  const code = gzip(tar([['connection.json', json(CONNECTION)]]));
  const bytes = gzip(tar([['metadata.json', json({ path: '', type: 'ccaas', label: CHAINCODE_LABEL })], ['code.tar.gz', code]]));
  return { bytes, id: `${CHAINCODE_LABEL}:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** The fields of a connection that differ between organisations. */
export interface ConnectionFields {
  readonly address: string;
  readonly root_cert: string;
  readonly client_cert: string;
  readonly client_key: string;
}

const CONNECTION = {
  address: '{{.address}}',
  // A server that is starting again is waited for this long.
  dial_timeout: '3s',
  tls_required: true,
  client_auth_required: true,
  root_cert: '{{.root_cert}}',
  client_cert: '{{.client_cert}}',
  client_key: '{{.client_key}}',
};

const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value)}\n`);

/** Stored, not deflated: compressors differ between versions and machines, and so would the id. */
function gzip(bytes: Uint8Array): Uint8Array {
  const zipped = gzipSync(bytes, { level: 0 });
  // What the header says of effort and operating system differs too: none, and unknown.
  zipped[8] = 0;
  zipped[9] = 255;
  return zipped;
}
