import { Module } from '@nestjs/common';
import { CancelShipmentResolver } from './cancel-shipment/cancel-shipment.resolver.ts';
import { Commander } from './commander.ts';
import { CommissionResolver } from './commission/commission.resolver.ts';
import { DispenseResolver } from './dispense/dispense.resolver.ts';
import { PackResolver } from './pack/pack.resolver.ts';
import { QuarantineResolver } from './quarantine/quarantine.resolver.ts';
import { ReceiveResolver } from './receive/receive.resolver.ts';
import { RegisterLotResolver } from './register-lot/register-lot.resolver.ts';
import { ReleaseResolver } from './release/release.resolver.ts';
import { ShipResolver } from './ship/ship.resolver.ts';
import { UnpackResolver } from './unpack/unpack.resolver.ts';

/** Every command of the portal: each builds the EPCIS event of what happened and sends it down the one road. */
@Module({
  providers: [
    Commander,
    CancelShipmentResolver,
    CommissionResolver,
    DispenseResolver,
    PackResolver,
    QuarantineResolver,
    ReceiveResolver,
    RegisterLotResolver,
    ReleaseResolver,
    ShipResolver,
    UnpackResolver,
  ],
  exports: [Commander, CancelShipmentResolver, CommissionResolver, DispenseResolver, PackResolver, QuarantineResolver, ReceiveResolver, RegisterLotResolver, ReleaseResolver, ShipResolver, UnpackResolver],
})
export class CommandsModule {}
