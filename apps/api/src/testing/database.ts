import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { startTestCluster, TEMPLATE } from './test-cluster.ts';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database of one's own: in the cluster of the run, or, where the run has none, in a cluster of one's own. */
export async function freshDatabase(): Promise<TestDatabase> {
  const given: string | undefined = inject('clusterUrl');
  if (given) return copyTemplate(given);
  const own = await startTestCluster();
  const { url } = await copyTemplate(own.url);
  return { url, drop: own.stop };
}

async function copyTemplate(clusterUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await send(clusterUrl, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => send(clusterUrl, `drop database if exists ${name} with (force)`) };
}

async function send(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
