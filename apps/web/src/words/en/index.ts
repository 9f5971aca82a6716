import { door } from './door';
import { pedigree } from './pedigree';
import { scan } from './scan';
import { stock } from './stock';
import { verdict } from './verdict';

export const en = { ...door, pedigree, scan, stock, verdict } as const;
