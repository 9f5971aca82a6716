import { pedigree } from './pedigree';
import { shell } from './shell';
import { signIn } from './sign-in';
import { stock } from './stock';
import { ui } from './ui';

export const en = { pedigree, shell, signIn, stock, ui } as const;
