import { GatewayError } from '@hyperledger/fabric-gateway';
import { type No, readNo } from '../answer.ts';

/** What the chaincode said in an error of the gateway; null when the error is not of its making. Read here and nowhere else. */
export function noOf(error: unknown): No | null {
  if (!(error instanceof GatewayError)) return null;
  for (const text of [...error.details.map(({ message }) => message), error.message]) {
    const no = readNo(text);
    if (no) return no;
  }
  return null;
}
