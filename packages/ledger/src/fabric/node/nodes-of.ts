import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Network } from '../network/index.ts';
import type { OtherNode } from './ask-others.ts';

/** An organisation's node on a network of this machine. */
export interface NetworkNode {
  readonly name: string;
  readonly mspId: string;
  readonly url: string;
  readonly directory: string;
  /** How to ask it; null until it has been started once. */
  address(): OtherNode | null;
}

export const nodesOf = ({ organisations }: Pick<Network, 'organisations'>): NetworkNode[] =>
  organisations.map(({ mspId, name, node: { directory, url } }) => ({
    name,
    mspId,
    url,
    directory,
    address() {
      const file = join(directory, 'witness.vkey');
      return existsSync(file) ? { name, url, vkey: readFileSync(file, 'utf8').trim() } : null;
    },
  }));
