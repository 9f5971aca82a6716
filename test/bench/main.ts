import { commandsPerSecond } from './commands.ts';
import { dossierOfFiveHandoffs } from './dossier.ts';
import { gs1Scans } from './gs1/scans.ts';
import { shipOfATruck } from './ledger.ts';
import { printTable, type Row } from './measure.ts';
import { commissionOfAMillion, costBySize } from './scale.ts';
import { scanParse } from './scan-parse.ts';
import { verdictThroughHttp } from './verdict.ts';
import { verdictUnderLoad } from './verdict-load.ts';

/** `npm run bench [-- NAME...]`: every figure beside a limit measured in the same run. */
const scenarios: Record<string, () => Promise<Row | Row[]> | Row | Row[]> = { scan: scanParse, gs1: gs1Scans, commands: commandsPerSecond, commission: commissionOfAMillion, truck: shipOfATruck, size: costBySize, dossier: dossierOfFiveHandoffs, verdict: verdictThroughHttp, 'verdict-load': () => verdictUnderLoad() };
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(scenarios, name));
if (unknown !== undefined) {
  console.error(`There is no ${unknown}. Which scenarios? ${Object.keys(scenarios).join(', ')}`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, scenario] of Object.entries(scenarios)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  rows.push(...[await scenario()].flat());
  console.error(`measured: ${name}`);
}
printTable(rows);
process.exit(0);
