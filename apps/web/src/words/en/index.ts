import { door } from './door';
import { cases } from './cases';
import { cockpit } from './cockpit';
import { connections } from './connections';
import { find } from './find';
import { ledger } from './ledger';
import { legend } from './legend';
import { notices } from './notices';
import { pedigree } from './pedigree';
import { products } from './products';
import { quarantine } from './quarantine';
import { receiving } from './receiving';
import { scan } from './scan';
import { scanner } from './scanner';
import { station } from './station';
import { stock } from './stock';
import { verdict } from './verdict';

export const en = { ...door, cases, cockpit, connections, find, ledger, legend, notices, pedigree, products, quarantine, receiving, scan, scanner, station, stock, verdict } as const;
