import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionFields } from './chaincode-package.ts';
import { organisationMaterial } from './folder.ts';
import type { OrganisationName } from './organisations.ts';
import type { NetworkPorts } from './ports.ts';

/**
 * Writes the three programs by which a peer takes a package for "chaincode as a service": it does not build or start anything, it only learns
 * where the server is. There is no `run`: its absence, and the connection that `release` puts down, tell the peer so.
 */
export function writeBuilder(folder: string, node: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(builderScripts(node))) writeFileSync(join(bin, name), text, { mode: 0o755 });
}

/** The scripts, by name. A peer runs them with next to no environment, so the path of Node is written into the one that needs it. */
export function builderScripts(node: string): Readonly<Record<'detect' | 'build' | 'build.cjs' | 'release', string>> {
  return {
    detect: `#!/bin/sh
# detect SOURCE METADATA: is it ours?
exec grep -Eq '"type"[[:space:]]*:[[:space:]]*"ccaas"' "$2/metadata.json"
`,
    build: `#!/bin/sh
exec ${quoted(node)} "$(dirname "$0")/build.cjs" "$@"
`,
    'build.cjs': `// build SOURCE METADATA OUT: fills this organisation's values into the connection.
const { cpSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const [source, metadata, out] = process.argv.slice(2);
const values = JSON.parse(process.env.CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG || '{}');
const fill = (text) =>
  text.replace(/\\{\\{\\s*\\.(\\w+)\\s*\\}\\}/g, (_, name) => {
    if (!(name in values)) throw new Error('CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG does not say ' + name);
    return values[name];
  });
const connection = JSON.parse(readFileSync(join(source, 'connection.json'), 'utf8'));
for (const [name, value] of Object.entries(connection)) if (typeof value === 'string') connection[name] = fill(value);
cpSync(metadata, out, { recursive: true });
writeFileSync(join(out, 'connection.json'), JSON.stringify(connection), { mode: 0o600 });
`,
    release: `#!/bin/sh
# release BUILT OUT: puts the connection where the peer looks for it.
set -e
mkdir -p "$2/chaincode/server"
cp "$1/connection.json" "$2/chaincode/server/connection.json"
`,
  };
}

/** What one organisation's peer fills into the connection: it and its chaincode server prove themselves to each other. */
export function connectionFields(folder: string, name: OrganisationName, ports: NetworkPorts): ConnectionFields {
  const { chaincode, peer } = organisationMaterial(folder, name);
  const read = (file: string) => readFileSync(file, 'utf8');
  return {
    address: `127.0.0.1:${ports.organisations[name].chaincode}`,
    beside_address: `127.0.0.1:${ports.organisations[name].beside}`,
    root_cert: read(chaincode.tls.ca),
    client_cert: read(peer.tls.cert),
    client_key: read(peer.tls.key),
  };
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
