import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
// By its file: what resolves like a bundler (Vitest) would else load a second copy of graphql, beside the one that Nest and Apollo use.
import { lexicographicSortSchema, printSchema } from 'graphql/index.js';
import { expect, it } from 'vitest';
import { PARTS } from './parts.ts';
import { workspaceRoot } from './platform/workspace.ts';
import { startTestApp } from './testing/app.ts';

const FILE = join(workspaceRoot(), 'apps', 'api', 'schema.graphql');

// UPDATE_SCHEMA=1 writes the file; the review reads the difference.
it('is what apps/api/schema.graphql says', async () => {
  const { app, close } = await startTestApp({ parts: PARTS });
  const schema = app.get(GraphQLSchemaHost).schema;
  await close();
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(FILE, printed);
  expect(existsSync(FILE) && readFileSync(FILE, 'utf8')).toBe(printed);
});
