import { EndorseError } from '@hyperledger/fabric-gateway';
import { common, gateway } from '@hyperledger/fabric-protos';
import type { SignedCommand } from '../../format/signed-command.ts';
import { noText } from '../answer.ts';
import { NOT_VALIDATED, readTransaction } from '../channel/read-block.ts';
import { SUBMIT } from '../channel/transactions.ts';
import type { Endorsement } from './compare-endorsements.ts';
import { noOf } from './endorse.ts';
import type { PeerConnection } from './peers.ts';

/** The one argument of the chaincode. */
export const argumentOf = ({ command, signature }: SignedCommand): string => JSON.stringify({ command, signature });

/** What one organisation alone comes to over a command, asked through the gateway of a peer; null when it cannot be asked. Nothing is sent to the orderers. */
export async function askOrganisation({ contract }: Pick<PeerConnection, 'contract'>, chaincode: string, mspId: string, signed: SignedCommand): Promise<Endorsement | null> {
  try {
    const transaction = await contract.newProposal(SUBMIT, { arguments: [argumentOf(signed)], endorsingOrganizations: [mspId] }).endorse();
    const envelope = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes()).getEnvelope() ?? new common.Envelope();
    const read = readTransaction(envelope.serializeBinary(), NOT_VALIDATED, chaincode);
    return read && { kind: 'endorses', answer: read.answer, writes: read.writes };
  } catch (error) {
    const no = noOf(error);
    if (no) return { kind: 'says', text: noText(no) };
    if (!(error instanceof EndorseError)) throw error;
    // A peer puts these words before what its chaincode answered; anything else is of the peer, which did not come to ask it.
    const said = error.details.map(({ message }) => /chaincode response \d+, .*/s.exec(message)?.[0]).find((text) => text !== undefined);
    return said === undefined ? null : { kind: 'says', text: said };
  }
}
