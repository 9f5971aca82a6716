import { coreSizes } from '../../../packages/gs1/src/testing/bundle-size.ts';
import { printTable } from '../measure.ts';
import { gs1Scans } from './scans.ts';

/** `node test/support/run-typescript.mjs test/bench/gs1/main.ts [FILE]`: the barcode package alone; FILE stands beside the node_modules that hold its peers. */
const [peersFrom] = process.argv.slice(2);
printTable(await gs1Scans(peersFrom === undefined ? {} : { peersFrom }));
for (const { name, bytes, limit } of await coreSizes())
  console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB minified and gzipped, at most ${limit / 1000} kB`);
