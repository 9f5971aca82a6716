import { shell } from './shell';
import { signIn } from './sign-in';
import { ui } from './ui';

/** What is said before anyone is signed in: small, for it is loaded first. */
export const door = { shell, signIn, ui } as const;
