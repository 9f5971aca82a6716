import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringDown } from './bring-down.ts';
import { lock } from './lock.ts';
import { pidFile } from './network.ts';
import type { ProcessPlan } from './processes.ts';
import { untilReady } from './ready.ts';
import { end, kill, launch, launchAll, pidOf } from './running.ts';

const plan = (name: string, script: string): ProcessPlan => ({ name: name as ProcessPlan['name'], program: process.execPath, argv: ['-e', script], environment: () => ({}), ports: [1], health: null, isTls: true });
const IDLE = 'setInterval(() => {}, 1000)';

describe('the processes of a network', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packtrail-processes-'));
  });
  afterEach(async () => {
    await bringDown({ folder });
    rmSync(folder, { recursive: true });
  });

  it('are known by their id while they run, and ended by it', async () => {
    const { pid } = await launch(folder, plan('orderer-1', IDLE));
    expect(pidOf(folder, 'orderer-1')).toBe(pid);
    expect(await end(folder, 'orderer-1')).toBe(true);
    expect(pidOf(folder, 'orderer-1')).toBeNull();
    expect(await end(folder, 'orderer-1')).toBe(false);
  });
  it('are killed where they stand', async () => {
    await launch(folder, plan('orderer-1', `process.on('SIGTERM', () => {}); ${IDLE}`));
    expect(await kill(folder, 'orderer-1')).toBe(true);
    expect(pidOf(folder, 'orderer-1')).toBeNull();
  });
  it('are not mistaken for a process that was given the same id later', async () => {
    const { pid } = await launch(folder, plan('orderer-1', IDLE));
    const file = pidFile(folder, 'orderer-1');
    const own = readFileSync(file, 'utf8');
    writeFileSync(file, `${pid}\nanother birth\n`);
    expect(await end(folder, 'orderer-1')).toBe(false);
    expect(() => process.kill(pid, 0)).not.toThrow();
    writeFileSync(file, own);
  });
  it('that die at their start are named, with the end of this run’s log', async () => {
    const started = await launch(folder, plan('peer-pharmacy', "console.error('no keys'); process.exit(2)"));
    const why = await untilReady(folder, started).catch((error: Error) => error.message);
    expect(why).toContain('peer-pharmacy ended while it was starting');
    expect(why).toMatch(/logs.peer-pharmacy\.log; its last lines:\n {2}no keys$/);
    const again = await launch(folder, plan('peer-pharmacy', "console.error('no port'); process.exit(2)"));
    expect(await untilReady(folder, again).catch((error: Error) => error.message)).not.toContain('no keys');
  });
  it('can all be ended when one of them could not be started', async () => {
    const absent = { ...plan('orderer-2', ''), program: join(folder, 'absent') };
    await expect(launchAll(folder, [absent, plan('orderer-1', IDLE)])).rejects.toThrow(/orderer-2 cannot be started/);
    expect(await bringDown({ folder })).toEqual(['orderer-1']);
  });
});

describe('bringing a network up', () => {
  it('is one program’s at a time, and a dead program has no claim', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packtrail-lock-'));
    const unlock = lock(folder);
    expect(() => lock(folder)).toThrow(`process ${process.pid} is bringing up`);
    unlock();
    writeFileSync(join(folder, 'up.lock'), `${process.pid}\na birth before this one\n`);
    lock(folder)();
    rmSync(folder, { recursive: true });
  });
});
