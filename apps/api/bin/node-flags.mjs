/**
 * What the server's own process is started with. A scan leaves some hundred kilobytes of garbage that lives as long as its answer takes: in a young
 * generation of V8's own size much of it would be kept, and copied, for nothing.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];
