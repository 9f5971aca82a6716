import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRegistrar } from '@packtrail/ledger/embedded';
import { newGenesis } from '@packtrail/ledger/fabric';
import { bringDown, bringUp, getPrograms, networkStatus, readNetwork, reset } from '@packtrail/ledger/fabric-network';
import { faultsDrill } from './faults.ts';
import { racesDrill } from './races.ts';
import { runSuite } from './run-suite.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = process.env['PACKTRAIL_DATA'] ?? '.packtrail';
const folder = join(data, 'fabric');
const [name = '', ...rest] = process.argv.slice(2);

/** `npm run fabric -- VERB`: each gives the exit code. */
const verbs: Record<string, () => Promise<number>> = { up, down, status, reset: forget, programs, faults, races, bench, test: () => Promise.resolve(runSuite(root, rest)) };

const verb = verbs[name];
if (!verb) {
  console.error(`npm run fabric -- ${Object.keys(verbs).join('|')}
  up      a Hyperledger Fabric network of four organisations on this machine, without Docker; made, or started again with its data
  down    ends its processes and keeps its data
  status  each process, and how many blocks each peer has; 1 when something is down
  reset   ends it and deletes its data and keys: --yes
  programs  finds Fabric's programs or installs them with Go, and prints their folder
  test    the suite that needs a network, on one of its own; fails where there is none
  faults  kills each process of a network made for it, one after another, under load: --count ROUNDS
  races   many dispense the same package, and pack, ship and receive the same goods, over all nodes: --count RACES
  bench   packages and commands a second, beside a contract with a key a package on the same channel: all, or commission|handoff|commands
Its data is in ${folder} (PACKTRAIL_DATA), its ports start at 17050 (PACKTRAIL_FABRIC_PORT), Fabric's programs are taken from FABRIC_BIN.`);
  process.exit(2);
}
try {
  process.exit(await verb());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function up(): Promise<number> {
  const since = performance.now();
  const port = process.env['PACKTRAIL_FABRIC_PORT'];
  await bringUp({
    folder,
    // The registrar of the portal on the same data folder, so that LEDGER=fabric npm start finds a network that knows it.
    genesis: JSON.stringify(newGenesis(Date.now(), [registrarOf(join(data, 'ledger'))])),
    chaincode: join(root, 'packages/ledger/dist/chaincode.cjs'),
    cli: join(root, 'packages/ledger/bin/packtrail.mjs'),
    portBase: port === undefined ? undefined : Number(port),
    say: (line) => console.log(`${((performance.now() - since) / 1_000).toFixed(1).padStart(5)} s  ${line}`),
  });
  return 0;
}

async function down(): Promise<number> {
  const ended = await bringDown({ folder });
  console.log(ended.length === 0 ? 'Nothing was running.' : `Ended ${ended.length} processes. The data stays in ${folder}.`);
  return 0;
}

async function status(): Promise<number> {
  const processes = await networkStatus(readNetwork(folder));
  for (const { address, answers, height, name, pid } of processes) {
    const state = pid === null ? 'DOWN' : answers ? 'up' : 'NOT ANSWERING';
    console.log(`${name.padEnd(23)} ${state.padEnd(14)} ${address.padEnd(16)} ${pid === null ? '' : `pid ${pid}`}${height === null ? '' : `, ${height} blocks`}`);
  }
  return processes.every(({ answers, height, name }) => answers && (height !== null || !name.startsWith('peer-'))) ? 0 : 1;
}

async function programs(): Promise<number> {
  const { peer } = await getPrograms(folder, (line) => console.error(line));
  console.log(dirname(peer));
  return 0;
}

async function forget(): Promise<number> {
  if (!rest.includes('--yes')) {
    console.error(`This deletes the network in ${folder}, its ledger and its keys. To do so: npm run fabric -- reset --yes`);
    return 2;
  }
  const existed = existsSync(folder);
  await reset({ folder });
  console.log(existed ? `The network in ${folder} is deleted.` : 'There was no network.');
  return 0;
}

function faults(): Promise<number> {
  return drill(({ print }) => faultsDrill({ rounds: counted(1), print }));
}

function races(): Promise<number> {
  return drill(({ print }) => racesDrill({ count: counted(1_000), print }));
}

function bench(): Promise<number> {
  const [run, program] = ['test/support/run-built.mjs', 'test/fabric/bench-process.ts'].map((file) => join(root, file)) as [string, string];
  const child = spawn(process.execPath, [run, program, ...rest], { stdio: 'inherit' });
  // It has a network to take away; an interrupt from the keyboard reaches it by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** Ends with a line `N passed, N failed`. */
async function drill(run: (options: { print(line: string): void }) => Promise<{ passed: number; failed: number }>): Promise<number> {
  const { failed, passed } = await run({ print: (line) => console.log(line) });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function counted(otherwise: number): number {
  const at = rest.indexOf('--count');
  const count = at < 0 ? otherwise : Number(rest[at + 1]);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error('--count is a whole number from 1 on');
  return count;
}

function registrarOf(directory: string) {
  const { id, signer } = openRegistrar(directory);
  return { id, spki: signer.spki };
}
