/** What scrypt is made to cost a password: two to the power of `rounds`, over so many blocks, so many times. */
export interface PasswordCost {
  readonly rounds: number;
  readonly blocks: number;
  readonly lanes: number;
}

/** As OWASP's password storage sheet has it: 32 MB, about 0.2 s. A test has a hundred sign-ins and nothing to hide, and takes less. */
export const OWASP_COST: PasswordCost = { rounds: 15, blocks: 8, lanes: 3 };

export const PASSWORD_COST = Symbol('PasswordCost');
