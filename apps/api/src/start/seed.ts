/** One sign-in of the demo, as printed at the start. */
export interface DemoSignIn {
  role: string;
  organisation: string;
  email: string;
  password: string;
}

/**
 * Plays the demo's history through the ledger, once: a second call finds it there and only tells the sign-ins.
 * Provided by the part that can send commands; without it the demo starts empty.
 */
export interface DemoSeed {
  play(): Promise<DemoSignIn[]>;
}

export const DEMO_SEED = Symbol('DemoSeed');
