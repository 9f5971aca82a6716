import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';

/** Salts that are drawn, not derived: for containers (an SSCC may be used again), lots, documents and acknowledgements. */
@Injectable()
export class Salts {
  constructor(@Inject(CHANCE) private readonly chance: Chance) {}

  /** A fresh salt of 16 bytes. */
  draw(): Uint8Array {
    return this.chance(16);
  }

  /** A fresh random id of 32 hex digits: parties, shipments and recalls are named so, which tells nothing. */
  drawId(): string {
    return Buffer.from(this.chance(16)).toString('hex');
  }
}
