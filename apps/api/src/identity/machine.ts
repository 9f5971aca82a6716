import { SetMetadata } from '@nestjs/common';

export const MACHINES = Symbol('Machines');

/** Open to partners' machines too. Without it a machine gets in nowhere: its token is for capture, query and documents alone. */
export const Machines = () => SetMetadata(MACHINES, true);

/** A partner's machine: in whose name it asks is the organisation of `Current`. */
export interface Machine {
  /** The connection whose token it showed. */
  readonly connectionId: string;
  /** The organisation of this node that the connection is of: what the machine sends is for it. */
  readonly receiver: { readonly id: string; readonly gln: string };
}
