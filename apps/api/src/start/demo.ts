import { Inject, Injectable, Optional } from '@nestjs/common';
import { DEMO_SEED, type DemoSeed, type DemoSignIn } from './seed.ts';

/** The demo, if a part brought one. */
@Injectable()
export class Demo {
  constructor(@Optional() @Inject(DEMO_SEED) private readonly seed?: DemoSeed) {}

  async play(): Promise<DemoSignIn[]> {
    return this.seed ? this.seed.play() : [];
  }
}
