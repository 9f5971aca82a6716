import dns from 'node:dns';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** What a process may do while documents are read: talk to its database, and use files of its own folder. Everything else is said on its error channel, as a line that begins with ACCESS. */
export function guardAccess({ databaseUrl, folder }: { readonly databaseUrl: string; readonly folder: string }): void {
  const { hostname, port } = new URL(databaseUrl);
  const say = (what: string): void => void process.stderr.write(`ACCESS ${what}\n`);
  const connect = net.Socket.prototype.connect as (...given: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function connectGuarded(this: net.Socket, ...given: unknown[]) {
    const target = JSON.stringify(given);
    if (!target.includes(port) || !(target.includes(hostname) || target.includes('localhost'))) say(`network ${target.slice(0, 300)}`);
    return connect.apply(this, given);
  } as typeof net.Socket.prototype.connect;
  for (const name of ['resolve', 'resolve4', 'resolve6'] as const) wrap(dns, name, (host) => say(`dns ${String(host)}`));
  wrap(dns, 'lookup', (host) => host !== hostname && say(`dns ${String(host)}`));
  const file = (path: unknown): void => {
    if (typeof path !== 'number' && !String(path).startsWith(folder)) say(`file ${String(path)}`);
  };
  for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream', 'readdir', 'readdirSync'] as const) wrap(fs, name, file);
  for (const name of ['open', 'readFile', 'readdir'] as const) wrap(fsPromises, name, file);
  syncBuiltinESMExports();
}

function wrap<Name extends string>(of: Record<Name, unknown>, name: Name, seen: (first: unknown) => unknown): void {
  const original = of[name] as (...given: unknown[]) => unknown;
  of[name] = function guarded(this: unknown, ...given: unknown[]) {
    seen(given[0]);
    return original.apply(this, given);
  };
}
