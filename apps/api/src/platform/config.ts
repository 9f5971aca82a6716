import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseVerifierKey } from '@packtrail/ledger';
import { z } from 'zod';
import { StartRefused } from '../start/start-refused.ts';

/** What the environment asks of this node, checked once at the door. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  mode: 'demo' | 'live';
  /** undefined: the embedded PostgreSQL under dataDir. */
  databaseUrl: string | undefined;
  ledger: 'embedded' | 'fabric';
  /** Folder of the ledger: nodes of one machine may share one. */
  ledgerDir: string;
  /** How other nodes reach this one. */
  address: string;
  /** Hosts of partners (`host` or `host:port`) that may be reached though their addresses are private. */
  partnerHosts: readonly string[];
  /** How to reach the network, a file; undefined: the network under dataDir, which the demo brings up. */
  fabricConnection: string | undefined;
  tls: { cert: string; key: string } | undefined;
  /** 32 bytes that seal the vault; undefined: the key file under dataDir. */
  vaultKey: Uint8Array | undefined;
  /** Who is asked to cosign the log. */
  witnesses: readonly { readonly url: string; readonly vkey: string }[];
  /** Which hosts subscriptions may be told at. */
  webhookHosts: readonly WebhookHost[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** A host, with its port where it has one; `address`: the only address it may have, also one that is not public. */
export interface WebhookHost {
  readonly host: string;
  readonly address: string | null;
}

export const CONFIG = Symbol('Config');

/** An environment that cannot be run with; its message is for the person who set it. */
export class ConfigRefused extends StartRefused {}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const ENVIRONMENT = z.object({
  PORT: z.coerce.number({ error: 'PORT must be a number.' }).int().min(0).max(65_535, 'PORT must be at most 65535.').default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PACKTRAIL_DATA: z.string().min(1).default('.packtrail'),
  PACKTRAIL_MODE: z.enum(['demo', 'live'], { error: 'PACKTRAIL_MODE must be demo or live.' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgresql://.')
    .optional(),
  LEDGER: z.enum(['embedded', 'fabric'], { error: 'LEDGER must be embedded or fabric.' }).default('embedded'),
  LEDGER_DIR: z.string().min(1).optional(),
  PACKTRAIL_ADDRESS: z
    .string()
    .regex(/^https?:\/\/[^\s/?#]+$/, 'PACKTRAIL_ADDRESS must be like https://node.example.com, without a path.')
    .optional(),
  PACKTRAIL_PARTNER_HOSTS: z.string().optional(),
  PACKTRAIL_FABRIC: z.string().min(1).optional(),
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  PACKTRAIL_VAULT_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'PACKTRAIL_VAULT_KEY must be 32 bytes in hexadecimal (64 characters).')
    .optional(),
  PACKTRAIL_WITNESSES: z.string().optional(),
  PACKTRAIL_WEBHOOKS: z.string().optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'LOG_LEVEL must be debug, info, warn, error or silent.' })
    .default('info'),
});

/**
 * Reads the environment. An empty variable counts as absent.
 * Refuses (ConfigRefused) with a sentence naming the variable.
 */
export function readConfig(environment: Record<string, string | undefined>, folder: string = process.cwd()): Config {
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = ENVIRONMENT.safeParse(said);
  if (!parsed.success) throw new ConfigRefused(parsed.error.issues.map(sentence).join(' '));
  const env = parsed.data;
  const mode = env.PACKTRAIL_MODE ?? (env.DATABASE_URL ? 'live' : 'demo');
  if (mode === 'demo' && env.DATABASE_URL) {
    throw new ConfigRefused('Demo data is only played into the embedded database: unset DATABASE_URL, or set PACKTRAIL_MODE=live.');
  }
  if (mode === 'demo' && !LOOPBACK.includes(env.HOST)) {
    throw new ConfigRefused(
      `The demo's sign-ins are public, so it listens on this machine alone: unset HOST (${env.HOST}), or set PACKTRAIL_MODE=live.`,
    );
  }
  if (!env.TLS_CERT !== !env.TLS_KEY) throw new ConfigRefused('TLS_CERT and TLS_KEY go together: set both, or neither.');
  const dataDir = resolve(folder, env.PACKTRAIL_DATA);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    ledgerDir: env.LEDGER_DIR ? resolve(folder, env.LEDGER_DIR) : join(dataDir, 'ledger'),
    address: env.PACKTRAIL_ADDRESS ?? `${env.TLS_CERT ? 'https' : 'http'}://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`,
    partnerHosts: readPartnerHosts(env.PACKTRAIL_PARTNER_HOSTS ?? ''),
    mode,
    databaseUrl: env.DATABASE_URL,
    ledger: env.LEDGER,
    fabricConnection: env.PACKTRAIL_FABRIC && resolve(folder, env.PACKTRAIL_FABRIC),
    tls: env.TLS_CERT && env.TLS_KEY ? { cert: readPem('TLS_CERT', env.TLS_CERT), key: readPem('TLS_KEY', env.TLS_KEY) } : undefined,
    vaultKey: env.PACKTRAIL_VAULT_KEY ? Uint8Array.from(Buffer.from(env.PACKTRAIL_VAULT_KEY, 'hex')) : undefined,
    witnesses: readWitnesses(env.PACKTRAIL_WITNESSES ?? ''),
    webhookHosts: readWebhookHosts(env.PACKTRAIL_WEBHOOKS ?? ''),
    logLevel: env.LOG_LEVEL,
  };
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  const name = String(path[0] ?? 'The environment');
  return message.startsWith(name) ? message : `${name}: ${message}.`;
}

function readPem(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigRefused(`${name} names ${file}, which cannot be read.`);
  }
}

function readPartnerHosts(list: string): string[] {
  const hosts = list.split(/[,\s]+/).filter(Boolean);
  const wrong = hosts.find((host) => !/^(?:[a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(host));
  if (wrong !== undefined) throw new ConfigRefused(`PACKTRAIL_PARTNER_HOSTS must list hosts, each with its port or without, parted by commas: ${wrong} is not that.`);
  return hosts.map((host) => host.toLowerCase());
}

/** `URL VKEY`, one a line or parted by commas. */
function readWitnesses(list: string): Config['witnesses'] {
  const witnesses = list.split(/[,\n]/).flatMap((entry) => {
    const words = entry.trim().split(/\s+/);
    if (words[0] === '') return [];
    const [url = '', vkey = ''] = words;
    if (words.length !== 2 || !/^https?:/.test(url) || !URL.canParse(url)) throw new ConfigRefused(`PACKTRAIL_WITNESSES must list URL and verifier key of each witness, parted by commas: ${entry.trim()} is not that.`);
    if (!parseVerifierKey(vkey, 'witness')) throw new ConfigRefused(`PACKTRAIL_WITNESSES names ${url} with ${vkey}, which is not the verifier key of a witness.`);
    return [{ url, vkey }];
  });
  const names = witnesses.map(({ vkey }) => vkey.split('+')[0]);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new ConfigRefused(`PACKTRAIL_WITNESSES names ${twice} twice.`);
  return witnesses;
}

/** `HOST`, or `HOST@ADDRESS` for one within one's own network, parted by commas. */
function readWebhookHosts(list: string): Config['webhookHosts'] {
  return list.split(',').flatMap((entry) => {
    const [host = '', address, ...more] = entry.trim().toLowerCase().split('@');
    if (host === '') return [];
    if (more.length > 0 || !/^[a-z0-9.-]+(?::[0-9]{1,5})?$/.test(host) || (address !== undefined && isIP(address) === 0)) throw new ConfigRefused(`PACKTRAIL_WEBHOOKS must list hosts, parted by commas, as HOST or HOST@ADDRESS: ${entry.trim()} is not that.`);
    return [{ host, address: address ?? null }];
  });
}
