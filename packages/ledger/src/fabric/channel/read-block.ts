import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';

/** A transaction of the chaincode as a block of the channel has it. */
export interface ChannelTransaction {
  readonly id: string;
  /** Fabric's verdict: 0 is valid, 11 lost a race. */
  readonly code: number;
  /** The time of the proposal, milliseconds since 1970. */
  readonly at: number;
  /** MSP ids of the organisations that endorsed it. */
  readonly endorsers: readonly string[];
  readonly name: string;
  readonly args: readonly string[];
  /** What the chaincode answered. */
  readonly answer: string;
  /** What it writes to the state, key by key. */
  readonly writes: readonly (readonly [key: string, value: string])[];
}

export interface ChannelBlock {
  readonly number: number;
  /** Of the chaincode that was asked for; others, and configurations of the channel, are left out. */
  readonly transactions: readonly ChannelTransaction[];
}

/** A block of the channel, read for one chaincode. Throws where a block that the peer has checked does not have Fabric's form. */
export function readChannelBlock(block: common.Block, chaincode: string): ChannelBlock {
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? new Uint8Array();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const transactions = envelopes.map((bytes, i) => readTransaction(bytes, codes[i] ?? NOT_VALIDATED, chaincode)).filter((each) => each !== null);
  return { number: Number(block.getHeader()?.getNumber() ?? 0), transactions };
}

/** The verdict on what no peer has judged yet. */
export const NOT_VALIDATED = 254;

/** A transaction in its envelope; null when it is of another chaincode, or of another kind. */
export function readTransaction(bytes: Uint8Array, code: number, chaincode: string): ChannelTransaction | null {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array());
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return null;
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  if (!action) return null;
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(actionPayload.getChaincodeProposalPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec();
  if (spec?.getChaincodeId()?.getName() !== chaincode) return null;
  const [name = '', ...args] = (spec.getInput()?.getArgsList_asU8() ?? []).map(toText);
  const endorsed = actionPayload.getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array());
  const chaincodeAction = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const time = header.getTimestamp();
  return {
    id: header.getTxId(),
    code,
    at: (time?.getSeconds() ?? 0) * 1000 + Math.floor((time?.getNanos() ?? 0) / 1_000_000),
    endorsers: (endorsed?.getEndorsementsList() ?? []).map((each) => msp.SerializedIdentity.deserializeBinary(each.getEndorser_asU8()).getMspid()).sort(),
    name,
    args,
    answer: toText(chaincodeAction.getResponse()?.getPayload_asU8() ?? new Uint8Array()),
    writes: readWrites(chaincodeAction.getResults_asU8(), chaincode),
  };
}

function readWrites(results: Uint8Array, chaincode: string): [string, string][] {
  const own = ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList().filter((each) => each.getNamespace() === chaincode);
  return own.flatMap((each) =>
    ledger.rwset.kvrwset.KVRWSet.deserializeBinary(each.getRwset_asU8())
      .getWritesList()
      .map((write): [string, string] => [write.getKey(), toText(write.getValue_asU8())]),
  );
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
