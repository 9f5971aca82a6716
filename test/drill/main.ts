import { captureDrill } from './capture.ts';
import { clonesDrill } from './clones.ts';
import { crashDrill } from './crash.ts';
import { dossierDrill } from './dossier.ts';
import { cpuOfFiveHandoffs } from './five-handoffs.ts';
import { hostileDrill } from './hostile.ts';
import { killDrill } from './kill.ts';
import { killNodeDrill } from './kill-node.ts';
import { observerDrill } from './observer.ts';
import { raceDrill } from './race.ts';
import { replayDrill } from './replay.ts';
import { rewriteDrill } from './rewrite.ts';
import { barcodesDrill, mutatedBarcodesDrill } from './barcodes.ts';
import { rearrangeDrill } from './rearrange.ts';
import { tamperFile, tamperRows } from './tamper.ts';

/** `npm run drill -- crash|tamper|kill|kill-node|race|replay|rewrite|dossier|observer|barcodes|barcodes-mutated|capture|hostile|clones --count N`: ends with a line `N passed, N failed`. */
const [name, ...rest] = process.argv.slice(2);
const countAt = rest.indexOf('--count');
const count = countAt < 0 ? undefined : Number(rest[countAt + 1]);

const drills: Record<string, () => Promise<{ passed: number; failed: number }>> = {
  async tamper() {
    const rows = await tamperRows(count === undefined ? {} : { count });
    console.log(`stored bytes changed: ${rows.changed}, found and named: ${rows.changed - rows.missed.length}`);
    for (const miss of rows.missed.slice(0, 20)) console.log(`MISSED ${miss}`);
    const file = await tamperFile({ stride: 61 });
    console.log(`file bytes changed: ${file.changed}, named: ${file.named}, without any effect on what is stored: ${file.harmless}`);
    for (const miss of file.missed.slice(0, 20)) console.log(`MISSED ${miss}`);
    const rearranged = await rearrangeDrill({ print: (line) => console.log(line) });
    const failed = rows.missed.length + file.missed.length + rearranged.failed;
    return { passed: rows.changed + file.changed + rearranged.passed + rearranged.failed - failed, failed };
  },
  clones: async () => clonesDrill({ count: count ?? 1_000_000, print: (line) => console.log(line) }),
  capture: () => captureDrill({ count: count ?? 1_000_000, print: (line) => console.log(line) }),
  crash: () => crashDrill({ count: count ?? 500, print: (line) => console.log(line) }),
  'barcodes-mutated': async () => mutatedBarcodesDrill({ ...(count === undefined ? {} : { count }), print: (line) => console.log(line) }),
  barcodes: () => barcodesDrill({ ...(count === undefined ? {} : { count }), print: (line) => console.log(line) }),
  hostile: () => hostileDrill({ count: count ?? 100_000, print: (line) => console.log(line) }),
  'kill-node': () => killNodeDrill({ rounds: count ?? 3, print: (line) => console.log(line) }),
  kill: () => killDrill({ rounds: count ?? 20, print: (line) => console.log(line) }),
  race: () => raceDrill({ count: count ?? 2_000, print: (line) => console.log(line) }),
  replay: () => replayDrill({ count: count ?? 20_000, print: (line) => console.log(line) }),
  rewrite: () => rewriteDrill({ count: count ?? 1_000, print: (line) => console.log(line) }),
  async dossier() {
    const { cpuMs, firstMs, signaturesMs, sizes } = await cpuOfFiveHandoffs();
    console.log(`five handoffs through three containers: ${sizes.gzipped} bytes gzipped, proof part ${sizes.proof} bytes of JSON; verified in ${cpuMs.toFixed(2)} ms of CPU when warm (the first in its process in ${firstMs.toFixed(1)}), of which its signatures alone take ${signaturesMs.toFixed(2)}`);
    return dossierDrill({ count: count ?? 1_000, toPython: Math.min(1_000, count ?? 1_000), print: (line) => console.log(line) });
  },
  observer: () => observerDrill({ count: count ?? 1_000_000, print: (line) => console.log(line) }),
};

const drill = drills[name ?? ''];
if (!drill) {
  console.error(`Which drill? ${Object.keys(drills).join(', ')}`);
  process.exit(2);
}
const { failed, passed } = await drill();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
