import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../start/cluster.ts';
import { migrate } from '../start/migrate.ts';

export const TEMPLATE = 'packtrail_template';

/** A throw-away PostgreSQL with one migrated database that others are copied from. */
export async function startTestCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-test-'));
  const cluster = await startCluster(join(folder, 'postgres'));
  await migrate(await cluster.database(TEMPLATE));
  return {
    url: await cluster.database('postgres'),
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
