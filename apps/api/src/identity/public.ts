import { SetMetadata } from '@nestjs/common';

export const PUBLIC = Symbol('Public');

/** Needs no session. Everything without this mark does. */
export const Public = () => SetMetadata(PUBLIC, true);
