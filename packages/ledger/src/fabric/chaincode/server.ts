import { readFileSync } from 'node:fs';
import { Shim } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { JSONSerializer } from 'fabric-contract-api';
import { CONTRACT_VERSION } from '../../commands.ts';
import type { Genesis } from '../../format/log-leaf.ts';
import { ledgerContract } from './ledger-contract.ts';

/**
 * The chaincode as a service: one server an organisation. The package on the channel does not hold this code, so the version of the rules is
 * compared here, with the one that the organisations approved (`PACKTRAIL_CONTRACT`); by whom they were altered, endorsements show.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the chaincode needs ${name}`);
  return value;
};

const approved = Number(setting('PACKTRAIL_CONTRACT'));
if (approved !== CONTRACT_VERSION) throw new Error(`the channel runs version ${approved} of the rules, and this is version ${CONTRACT_VERSION}`);
const genesis = JSON.parse(readFileSync(setting('PACKTRAIL_GENESIS'), 'utf8')) as Genesis;
const serializers = { transaction: 'json', serializers: { json: JSONSerializer } };
const server = Shim.server(new ChaincodeFromContract([ledgerContract(genesis)], serializers, {}, 'ledger', String(CONTRACT_VERSION)), {
  ccid: setting('CHAINCODE_ID'),
  address: setting('CHAINCODE_ADDRESS'),
  tlsProps: { key: readFileSync(setting('CHAINCODE_TLS_KEY')), cert: readFileSync(setting('CHAINCODE_TLS_CERT')), clientCACerts: readFileSync(setting('CHAINCODE_TLS_CLIENT_CA')) },
});
void server.start();
