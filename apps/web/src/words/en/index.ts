import { door } from './door';
import { legend } from './legend';
import { notices } from './notices';
import { pedigree } from './pedigree';
import { receiving } from './receiving';
import { scan } from './scan';
import { scanner } from './scanner';
import { shell } from './shell';
import { signIn } from './sign-in';
import { station } from './station';
import { stock } from './stock';
import { verdict } from './verdict';

export const en = { ...door, legend, notices, pedigree, receiving, scan, stock, verdict } as const;
export const en = { pedigree, receiving, shell, signIn, station, stock, ui } as const;
export const en = { pedigree, receiving, scanner, shell, signIn, station, stock, ui } as const;
