import { createRequire } from 'node:module';

/** Another parser of npm. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** What it looks at in values. */
  readonly validates: 'nothing' | 'a part';
}

export const PEERS: readonly Peer[] = [
  { name: 'bark-js', version: '1.2.1', validates: 'nothing' },
  { name: 'gs1-barcode-parser-mod', version: '1.2.1', validates: 'a part' },
  { name: 'gs1-barcode-parser-mod2', version: '1.0.6', validates: 'a part' },
];

/** Whether a parser is installed where the file `from` would import it. */
export function isInstalled({ name }: Peer, from: string): boolean {
  try {
    createRequire(from).resolve(name);
    return true;
  } catch {
    return false;
  }
}
