/** A start that cannot go on; its message tells the person who started it what to do, so no stack is shown. */
export class StartRefused extends Error {}
