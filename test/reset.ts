import { reset } from '@packtrail/ledger/fabric-network';
await reset({ folder: process.argv[2] }); process.exit(0);
