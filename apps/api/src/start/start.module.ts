import { Module } from '@nestjs/common';
import { CommandsModule } from '../commands/commands.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { DemoPlayer } from './demo-player.ts';
import { DemoRecalls } from './demo-recalls.ts';
import { FirstOperatorModule } from './first-operator/first-operator.module.ts';
import { DEMO_SEED } from './seed.ts';

@Module({
  imports: [IdentityModule, CommandsModule, FirstOperatorModule],
  providers: [DemoPlayer, DemoRecalls, { provide: DEMO_SEED, useExisting: DemoPlayer }],
  exports: [DEMO_SEED, FirstOperatorModule],
})
export class StartModule {}
