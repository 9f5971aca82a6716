export { execute, type Outcome, type VerifiedCommand } from './contract.ts';
export { LIFECYCLE } from './lifecycle.ts';
