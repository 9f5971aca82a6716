// One subject in a process of its own: its garbage and its compiled code burden nobody else.
// node subject.mjs SUBJECT CORE PEERS_FROM: prints scans per second of processor time, collecting garbage included.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [subject, core, peersFrom] = process.argv.slice(2);
const SCANS = 20_000;
const packs = Array.from(
  { length: SCANS },
  (_, i) => `]d2010030001012345521${(i * 7_919).toString(36).toUpperCase()}\u001d1727113010A${i % 97}`,
);
const links = Array.from(
  { length: SCANS },
  (_, i) => `https://id.gs1.org/01/00300010123455/10/A${i % 97}/21/${(i * 7_919).toString(36).toUpperCase()}?17=271130`,
);

async function workOf(name) {
  if (!['strict', 'tolerant', 'link'].includes(name)) {
    const module = createRequire(peersFrom)(name);
    return { texts: packs, read: module.parseBarcode ?? module };
  }
  const { decodeScan } = await import(pathToFileURL(core).href);
  const options = { mode: name === 'tolerant' ? 'tolerant' : 'strict' };
  const read = (text) => {
    const scan = decodeScan(text, options);
    if (!scan.ok) throw new Error(`${text} was not read`);
    return scan;
  };
  return { texts: name === 'link' ? links : packs, read };
}

const { read, texts } = await workOf(subject);
function work(forMs) {
  const end = Date.now() + forMs;
  let scans = 0;
  for (; Date.now() < end; scans += SCANS) for (const text of texts) read(text);
  return scans;
}
work(400);
const before = process.cpuUsage();
const scans = work(1_000);
const { system, user } = process.cpuUsage(before);
console.log(scans / ((system + user) / 1e6));
