import { readFileSync } from 'node:fs';
import { type ChaincodeInterface, type ChaincodeResponse, type ChaincodeStub, Shim } from 'fabric-shim';

/** What a contract does that keeps each package as an asset of its own, in the usual way: a key a package, read before it is written. To measure against, and for nothing else. */
interface Asset {
  readonly holder: string;
  readonly state: string;
}

const transactions: Record<string, (stub: ChaincodeStub, ids: readonly string[], ...parties: string[]) => Promise<void>> = {
  async create(stub, ids, holder = '') {
    for (const id of ids) {
      if ((await stub.getState(id)).length > 0) throw new Error(`the package ${id} exists`);
      await put(stub, id, { holder, state: 'active' });
    }
  },
  async transfer(stub, ids, from = '', to = '') {
    for (const id of ids) {
      const bytes = await stub.getState(id);
      if (bytes.length === 0) throw new Error(`there is no package ${id}`);
      const asset = JSON.parse(Buffer.from(bytes).toString('utf8')) as Asset;
      if (asset.holder !== from) throw new Error(`the package ${id} is not held by ${from}`);
      await put(stub, id, { ...asset, holder: to });
    }
  },
};

const put = (stub: ChaincodeStub, id: string, asset: Asset): Promise<void> => stub.putState(id, Buffer.from(JSON.stringify(asset)));

class NaiveContract implements ChaincodeInterface {
  Init(): Promise<ChaincodeResponse> {
    return Promise.resolve(Shim.success());
  }

  async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const { fcn, params: [ids = '[]', ...parties] } = stub.getFunctionAndParameters();
    try {
      const transaction = transactions[fcn];
      if (!transaction) throw new Error(`there is no transaction ${fcn}`);
      await transaction(stub, JSON.parse(ids) as string[], ...parties);
      return Shim.success();
    } catch (error) {
      return Shim.error(error instanceof Error ? error.message : String(error));
    }
  }
}

const setting = (name: string): string => process.env[name] ?? '';
const server = Shim.server(new NaiveContract(), {
  ccid: setting('CHAINCODE_ID'),
  address: setting('CHAINCODE_ADDRESS'),
  tlsProps: { key: readFileSync(setting('CHAINCODE_TLS_KEY')), cert: readFileSync(setting('CHAINCODE_TLS_CERT')), clientCACerts: readFileSync(setting('CHAINCODE_TLS_CLIENT_CA')) },
});
void server.start();
