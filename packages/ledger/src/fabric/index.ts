export { type Endorsed, Places } from './channel/places.ts';
export { type ChannelBlock, type ChannelTransaction, readChannelBlock } from './channel/read-block.ts';
export { FabricLedger } from './fabric-ledger.ts';
export { FollowedLog } from './followed-log.ts';
export { memoryOutbox, type Outbox } from './gateway/outbox.ts';
export { type ClientIdentity, type PeerAddress } from './gateway/peers.ts';
export { type FabricConnection, type FabricNodeOptions, openFabric, openFollower } from './open-fabric.ts';
export { connectionOf } from './connection-of.ts';
