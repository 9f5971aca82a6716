import { describe, expect, it } from 'vitest';
import { ConfigRefused, readConfig } from './config.ts';

describe('the environment', () => {
  it('needs nothing: a demo on this machine, with everything embedded', () => {
    expect(readConfig({}, '/here')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/here/.packtrail',
      mode: 'demo',
      databaseUrl: undefined,
      ledger: 'embedded',
      tls: undefined,
      vaultKey: undefined,
      logLevel: 'info',
    });
  });

  it('is live once it names a database', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://db/x', HOST: '0.0.0.0' })).toMatchObject({ mode: 'live', host: '0.0.0.0' });
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
  ])('refuses %j', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigRefused);
    expect(() => readConfig(environment)).toThrow(sentence);
  });
});
