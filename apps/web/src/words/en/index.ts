import { door } from './door';
import { legend } from './legend';
import { notices } from './notices';
import { pedigree } from './pedigree';
import { scan } from './scan';
import { stock } from './stock';
import { verdict } from './verdict';

export const en = { ...door, legend, notices, pedigree, scan, stock, verdict } as const;
