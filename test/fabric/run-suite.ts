import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the suite on a network of its own, and ends with how many passed and failed. A network that cannot start, and a suite of no test, have failed. */
export function runSuite(root: string, argv: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-fabric-report-'));
  const report = join(folder, 'report.json');
  const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/fabric/vitest.config.mjs', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...argv], { cwd: root, stdio: 'inherit' });
  const { numFailedTests = 0, numPassedTests = 0 } = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests?: number; numFailedTests?: number }) : {};
  rmSync(folder, { recursive: true });
  const failed = numFailedTests > 0 || status === 0 ? numFailedTests : 1;
  console.log(`${numPassedTests} passed, ${numPassedTests === 0 && failed === 0 ? 1 : failed} failed`);
  return numPassedTests > 0 && failed === 0 ? 0 : 1;
}
