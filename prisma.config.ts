import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'prisma/config';

// The Prisma command refuses to start without its native engine, even for `generate`, which never calls it. Where the engine was
// not downloaded (offline, or `npm ci --ignore-scripts`) any existing program satisfies the check; migrations are applied by
// apps/api/src/start/migrate.ts and need no engine at all.
const require = createRequire(import.meta.url);
const engines = dirname(require.resolve('@prisma/engines/package.json', { paths: [require.resolve('prisma/package.json')] }));
const native = readdirSync(engines).some((file) => file.startsWith('schema-engine-'));
if (!native) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
