import { printTable } from '../bench/measure.ts';
import { fabricBench } from './measurements.ts';

/** `npm run fabric -- bench` runs this bundled, as what is shipped is: the module runner of tests would be measured with it. */
printTable(await fabricBench((line) => console.log(line), process.argv.slice(2)));
process.exit(0);
