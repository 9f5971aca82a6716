/** What Fabric's own `fabric-chaincode-node` starts a contract with; the package declares no type for it. */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  import type { ChaincodeInterface } from 'fabric-shim';
  import type { Contract, JSONSerializer } from 'fabric-contract-api';

  export default class ChaincodeFromContract implements ChaincodeInterface {
    constructor(contracts: (new () => Contract)[], serializers: { transaction: string; serializers: Record<string, typeof JSONSerializer> }, metadata: object, title: string, version: string);
    Init: ChaincodeInterface['Init'];
    Invoke: ChaincodeInterface['Invoke'];
  }
}
