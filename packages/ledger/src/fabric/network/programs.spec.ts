import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FABRIC_COMMIT, installPrograms } from './install-programs.ts';
import { checkVersion, findPrograms, PROGRAMS, type Programs } from './programs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packtrail-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder of programs that do nothing, or what the script says. */
function programsIn(name: string, names: readonly string[] = PROGRAMS, script = ''): string {
  const bin = join(folder, name);
  mkdirSync(bin, { recursive: true });
  for (const each of names) {
    writeFileSync(join(bin, each), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, each), 0o755);
  }
  return bin;
}

describe('Fabric’s programs', () => {
  it('are taken from FABRIC_BIN before the PATH, and from there before what was installed', () => {
    const [named, onPath, cache] = [programsIn('named'), programsIn('on-path'), programsIn('cache')];
    expect(findPrograms({ environment: { FABRIC_BIN: named, PATH: onPath }, cache })?.peer).toBe(join(named, 'peer'));
    expect(findPrograms({ environment: { PATH: `/nowhere${delimiter}${onPath}` }, cache })?.orderer).toBe(join(onPath, 'orderer'));
    expect(findPrograms({ environment: { PATH: '/nowhere' }, cache })?.osnadmin).toBe(join(cache, 'osnadmin'));
    expect(findPrograms({ environment: {}, cache: join(folder, 'absent') })).toBeNull();
  });
  it('are named when FABRIC_BIN lacks one, whatever is elsewhere', () => {
    const named = programsIn('named', ['peer', 'orderer', 'cryptogen', 'osnadmin']);
    writeFileSync(join(named, 'configtxgen'), 'not a program');
    expect(() => findPrograms({ environment: { FABRIC_BIN: named, PATH: programsIn('on-path') }, cache: folder })).toThrow(/no program configtxgen in it/);
  });
  it('come from one place: a folder on the PATH that has some of them is passed over', () => {
    const some = programsIn('some', ['peer', 'orderer']);
    const cache = programsIn('cache');
    expect(findPrograms({ environment: { PATH: some }, cache })?.peer).toBe(join(cache, 'peer'));
  });
  it('are refused when they are of another Fabric', async () => {
    const at = (bin: string) => ({ orderer: join(bin, 'orderer') }) as Programs;
    await expect(checkVersion(at(programsIn('old', PROGRAMS, 'printf "orderer:\\n Version: v2.5.16\\n"')))).rejects.toThrow(/is of Fabric 2/);
    await checkVersion(at(programsIn('new', PROGRAMS, 'printf "orderer:\\n Version: v3.1.5\\n"')));
    await checkVersion(at(programsIn('made', PROGRAMS, 'printf "orderer:\\n Version: latest\\n Go version: go1.26.8\\n"')));
  });
});

describe('installing them', () => {
  const cache = () => join(folder, 'programs', 'made');
  const install = (path: string, say: (line: string) => void = () => undefined) => installPrograms({ cache: cache(), environment: { PATH: path }, say });

  it('asks Go for all of them at the one commit, and tells how far it is', async () => {
    const script = `echo "$@" > "$GOBIN/asked"; for i in $(seq 250); do echo "example.com/a/package$i" >&2; done; for each in ${PROGRAMS.join(' ')}; do printf '#!/bin/sh\\n' > "$GOBIN/$each"; chmod 755 "$GOBIN/$each"; done`;
    const said: string[] = [];
    await install(`${programsIn('go', ['go'], script)}${delimiter}/usr/bin${delimiter}/bin`, (line) => said.push(line));
    expect(findPrograms({ environment: {}, cache: cache() })?.peer).toBe(join(cache(), 'peer'));
    expect(said.slice(1)).toEqual(['  100 packages compiled', '  200 packages compiled']);
    expect(readdirSync(join(folder, 'programs'))).toEqual(['made']);
    expect(FABRIC_COMMIT).toMatch(/^[0-9a-f]{40}$/);
  });
  it('shows Go’s own words when it cannot, says where else to get them, and leaves nothing half made', async () => {
    const go = programsIn('go', ['go'], 'echo example.com/a/package >&2; echo "go: reading the module: 403 Forbidden" >&2; exit 1');
    await expect(install(`${go}${delimiter}/usr/bin${delimiter}/bin`)).rejects.toThrow(/ended with 1\.\n {2}go: reading the module: 403 Forbidden\n.*FABRIC_BIN/);
    expect(readdirSync(join(folder, 'programs'))).toEqual([]);
  });
  it('says so when there is no Go', async () => {
    await expect(install('/nowhere')).rejects.toThrow(/there is no program go on the PATH/);
  });
});
