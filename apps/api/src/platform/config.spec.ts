import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigRefused, readConfig } from './config.ts';

/** A verifier key (C2SP signed-note): of a log with the first byte 1, of a witness with 4. */
function vkeyOf(name: string, kind: number): string {
  const key = Buffer.from([kind, ...Array<number>(32).fill(7)]);
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}
const WITNESS = vkeyOf('one.example/witness', 4);
const LOG = vkeyOf('one.example/log', 1);

describe('the environment', () => {
  it('needs nothing: a demo on this machine, with everything embedded', () => {
    expect(readConfig({}, '/here')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/here/.packtrail',
      ledgerDir: '/here/.packtrail/ledger',
      address: 'http://127.0.0.1:3000',
      partnerHosts: [],
      mode: 'demo',
      databaseUrl: undefined,
      ledger: 'embedded',
      tls: undefined,
      vaultKey: undefined,
      witnesses: [],
      webhookHosts: [],
      logLevel: 'info',
    });
  });

  it('says where a shared ledger lies, how others reach this node, and which private hosts it may ask', () => {
    expect(readConfig({ LEDGER_DIR: 'shared', PACKTRAIL_ADDRESS: 'https://node.example.com', PACKTRAIL_PARTNER_HOSTS: '127.0.0.1:4000, Partner.internal' }, '/here')).toMatchObject({
      ledgerDir: '/here/shared',
      address: 'https://node.example.com',
      partnerHosts: ['127.0.0.1:4000', 'partner.internal'],
    });
    for (const wrong of [{ PACKTRAIL_ADDRESS: 'node.example.com' }, { PACKTRAIL_ADDRESS: 'https://node.example.com/path' }, { PACKTRAIL_PARTNER_HOSTS: 'https://partner.example' }]) expect(() => readConfig(wrong)).toThrow(Object.keys(wrong)[0]);
  });

  it('is live once it names a database', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://db/x', HOST: '0.0.0.0' })).toMatchObject({ mode: 'live', host: '0.0.0.0' });
  });

  it('lists witnesses, one a line or parted by commas', () => {
    const other = vkeyOf('two.example/witness', 4);
    const witnesses = [{ url: 'https://a.example/w', vkey: WITNESS }, { url: 'http://127.0.0.1:9', vkey: other }];
    for (const between of ['\n', ',', ' ,\n  ']) expect(readConfig({ PACKTRAIL_WITNESSES: `${witnesses.map(({ url, vkey }) => `${url} ${vkey}`).join(between)}\n` })).toMatchObject({ witnesses });
  });

  it('reads the hosts that subscriptions may be told at, with the address of one within', () => {
    expect(readConfig({ PACKTRAIL_WEBHOOKS: 'partner.example.com, ERP.internal:8080@10.1.2.3,' }).webhookHosts).toEqual([
      { host: 'partner.example.com', address: null },
      { host: 'erp.internal:8080', address: '10.1.2.3' },
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', PACKTRAIL_MODE: '' })).toMatchObject({ port: 3000, mode: 'demo' });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a number.'],
    [{ PORT: '70000' }, 'PORT must be at most 65535.'],
    [{ PACKTRAIL_MODE: 'test' }, 'PACKTRAIL_MODE must be demo or live.'],
    [{ LEDGER: 'postgres' }, 'LEDGER must be embedded or fabric.'],
    [{ DATABASE_URL: 'mysql://db/x' }, 'DATABASE_URL must begin with postgresql://.'],
    [{ PACKTRAIL_MODE: 'demo', DATABASE_URL: 'postgresql://db/x' }, 'unset DATABASE_URL'],
    [{ HOST: '0.0.0.0' }, 'The demo'],
    [{ TLS_CERT: 'cert.pem' }, 'TLS_CERT and TLS_KEY go together'],
    [{ TLS_CERT: '/nowhere/cert.pem', TLS_KEY: '/nowhere/key.pem' }, 'TLS_CERT names /nowhere/cert.pem, which cannot be read.'],
    [{ PACKTRAIL_VAULT_KEY: 'abc' }, 'PACKTRAIL_VAULT_KEY must be 32 bytes'],
    [{ PACKTRAIL_WITNESSES: 'https://witness.example' }, 'PACKTRAIL_WITNESSES must list URL and verifier key'],
    [{ PACKTRAIL_WITNESSES: `witness.example ${WITNESS}` }, 'PACKTRAIL_WITNESSES must list URL and verifier key'],
    [{ PACKTRAIL_WITNESSES: `https://witness.example ${LOG}` }, 'which is not the verifier key of a witness'],
    [{ PACKTRAIL_WITNESSES: `https://a.example ${WITNESS}, https://b.example ${WITNESS}` }, 'PACKTRAIL_WITNESSES names one.example/witness twice.'],
    [{ PACKTRAIL_WEBHOOKS: 'https://partner.example.com' }, 'PACKTRAIL_WEBHOOKS must list hosts'],
    [{ PACKTRAIL_WEBHOOKS: 'partner.example.com@here' }, 'PACKTRAIL_WEBHOOKS must list hosts'],
  ])('refuses %j', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigRefused);
    expect(() => readConfig(environment)).toThrow(sentence);
  });
});
