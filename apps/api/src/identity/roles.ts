import { SetMetadata } from '@nestjs/common';
import type { UserRole } from './user-role.ts';

export const ROLES = Symbol('Roles');

/** Open to these roles alone; without it, to every signed-in user. */
export const Roles = (...roles: UserRole[]) => SetMetadata(ROLES, roles);
