import { Module } from '@nestjs/common';
import { CommandsModule } from '../commands/commands.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { DemoPlayer } from './demo-player.ts';
import { DemoRecalls } from './demo-recalls.ts';
import { DEMO_SEED } from './seed.ts';

@Module({
  imports: [IdentityModule, CommandsModule],
  providers: [DemoPlayer, DemoRecalls, { provide: DEMO_SEED, useExisting: DemoPlayer }],
  exports: [DEMO_SEED],
})
export class StartModule {}
