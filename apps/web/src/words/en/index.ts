import { door } from './door';
import { pedigree } from './pedigree';
import { stock } from './stock';

export const en = { ...door, pedigree, stock } as const;
