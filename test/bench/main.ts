import { commandsPerSecond, shipOfATruck } from './ledger.ts';
import { printTable, type Row } from './measure.ts';
import { gs1Scans } from './gs1/scans.ts';
import { scanParse } from './scan-parse.ts';
import { verdictThroughHttp } from './verdict.ts';

/** `npm run bench`: every figure beside a limit measured in the same run. */
const rows: Row[] = [];
for (const scenario of [scanParse, () => gs1Scans(), () => commandsPerSecond(1), () => commandsPerSecond(64), shipOfATruck, verdictThroughHttp]) {
  const measured = await scenario();
  rows.push(...(Array.isArray(measured) ? measured : [measured]));
  console.error(`measured: ${rows.at(-1)?.scenario}`);
}
printTable(rows);
process.exit(0);
