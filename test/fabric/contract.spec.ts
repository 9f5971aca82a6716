import { describeLedger } from '../contract/suite.ts';
import { openWorld } from './open.ts';

describeLedger('a Fabric network', () => openWorld());
