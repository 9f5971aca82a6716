export { execute, type Outcome, type VerifiedCommand } from './contract.ts';
export { genesisWrites } from './genesis.ts';
export { LIFECYCLE } from './lifecycle.ts';
