import { Module, type DynamicModule } from '@nestjs/common';
import { PARTY_REGISTRAR, type RegisteredOrganisation } from '../identity/party-registrar.ts';

/** A registrar that keeps what it was told; `fails` makes its next calls fail, as a ledger that is away would. */
export class KeepingRegistrar {
  readonly told: RegisteredOrganisation[] = [];
  fails = false;

  async register(organisation: RegisteredOrganisation): Promise<'registered'> {
    if (this.fails) throw new Error('the ledger is away');
    this.told.push(organisation);
    return 'registered';
  }
}

@Module({})
export class RegistrarModule {
  static with(registrar: KeepingRegistrar): DynamicModule {
    return {
      module: RegistrarModule,
      global: true,
      providers: [{ provide: PARTY_REGISTRAR, useValue: registrar }],
      exports: [PARTY_REGISTRAR],
    };
  }
}
