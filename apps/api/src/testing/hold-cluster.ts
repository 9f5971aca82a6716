// A process of its own that starts a cluster and holds it until it is killed: `run-typescript.mjs hold-cluster.ts FOLDER`.
import { startCluster } from '../start/cluster.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Which folder?');
const { pid, port } = await startCluster(folder);
console.log(JSON.stringify({ pid, port }));
setInterval(() => {}, 60_000);
