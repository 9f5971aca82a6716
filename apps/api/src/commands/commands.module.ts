import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.ts';
import { CancelShipmentResolver } from './cancel-shipment/cancel-shipment.resolver.ts';
import { Commander } from './commander.ts';
import { CaseDesk } from './cases/case-desk.ts';
import { CaseCommandResolver } from './cases/case.resolver.ts';
import { CommissionResolver } from './commission/commission.resolver.ts';
import { ConfirmProductResolver } from './confirm-product/confirm-product.resolver.ts';
import { DeclareIllegitimateResolver } from './declare-illegitimate/declare-illegitimate.resolver.ts';
import { DecommissionResolver } from './decommission/decommission.resolver.ts';
import { DispenseResolver } from './dispense/dispense.resolver.ts';
import { CorrectionDesk } from './exceptions/correction-desk.ts';
import { ExceptionCommandResolver } from './exceptions/exception.resolver.ts';
import { PackResolver } from './pack/pack.resolver.ts';
import { QuarantineResolver } from './quarantine/quarantine.resolver.ts';
import { RecallDesk } from './recall/recall-desk.ts';
import { RecallJoiner } from './recall/recall-joiner.ts';
import { RecallCommandResolver } from './recall/recall.resolver.ts';
import { ReceiveResolver } from './receive/receive.resolver.ts';
import { RegisterLotResolver } from './register-lot/register-lot.resolver.ts';
import { RegisterProductResolver } from './register-product/register-product.resolver.ts';
import { ReleaseResolver } from './release/release.resolver.ts';
import { ShipResolver } from './ship/ship.resolver.ts';
import { SuspendOrganisationResolver } from './suspend-organisation/suspend-organisation.resolver.ts';
import { UndoResolver } from './undo/undo.resolver.ts';
import { UnpackResolver } from './unpack/unpack.resolver.ts';

/** Every command of the portal: each builds the EPCIS event of what happened and sends it down the one road. */
@Module({
  imports: [QueriesModule],
  providers: [
    Commander,
    CancelShipmentResolver,
    CaseCommandResolver,
    CaseDesk,
    CommissionResolver,
    ConfirmProductResolver,
    DeclareIllegitimateResolver,
    DecommissionResolver,
    DispenseResolver,
    CorrectionDesk,
    ExceptionCommandResolver,
    PackResolver,
    QuarantineResolver,
    RecallCommandResolver,
    RecallDesk,
    RecallJoiner,
    ReceiveResolver,
    RegisterLotResolver,
    RegisterProductResolver,
    ReleaseResolver,
    ShipResolver,
    SuspendOrganisationResolver,
    UndoResolver,
    UnpackResolver,
  ],
  exports: [Commander, CancelShipmentResolver, CommissionResolver, DispenseResolver, PackResolver, QuarantineResolver, RecallDesk, ReceiveResolver, RegisterLotResolver, ReleaseResolver, ShipResolver, UnpackResolver],
})
export class CommandsModule {}
