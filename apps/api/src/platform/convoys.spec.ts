import { describe, expect, it } from 'vitest';
import { Convoys } from './convoys.ts';

/** Works that say when they set out, and end when they are told to. */
class Works {
  readonly setOut: string[] = [];
  readonly #ends = new Map<string, () => void>();

  of(name: string): () => Promise<string> {
    return () => {
      this.setOut.push(name);
      return new Promise((done) => this.#ends.set(name, () => done(name)));
    };
  }

  async end(...names: string[]): Promise<void> {
    for (const name of names) this.#ends.get(name)?.();
    await settled();
  }
}

/** After all that is ready has run. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('convoys', () => {
  it('let one who comes alone set out at once, and give each the answer of its own work', async () => {
    const works = new Works();
    const convoys = new Convoys();
    const alone = convoys.join(works.of('a'));
    expect(works.setOut).toEqual(['a']);
    await works.end('a');
    expect(await alone).toBe('a');
    await expect(convoys.join(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const next = convoys.join(works.of('b'));
    await works.end('b');
    expect(await next).toBe('b');
  });

  it('gather those who come while two are under way, and let them set out together', async () => {
    const works = new Works();
    const convoys = new Convoys();
    for (const name of ['a', 'b', 'c', 'd', 'e']) void convoys.join(works.of(name));
    expect(works.setOut).toEqual(['a', 'b']);
    await works.end('a');
    expect(works.setOut).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('let a second one set out only when it is half as large as the first', async () => {
    const works = new Works();
    const convoys = new Convoys();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) void convoys.join(works.of(name));
    await works.end('a', 'b');
    expect(works.setOut).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    void convoys.join(works.of('g'));
    expect(works.setOut).not.toContain('g');
    void convoys.join(works.of('h'));
    expect(works.setOut).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('do not wait for one that is long under way', async () => {
    const works = new Works();
    const convoys = new Convoys(10);
    for (const name of ['slow', 'slower', 'c']) void convoys.join(works.of(name));
    expect(works.setOut).toEqual(['slow', 'slower']);
    await new Promise((done) => setTimeout(done, 50));
    expect(works.setOut).toEqual(['slow', 'slower', 'c']);
  });

  it('take at most 32 at once', async () => {
    const works = new Works();
    const convoys = new Convoys();
    for (let i = 0; i < 100; i += 1) void convoys.join(works.of(String(i)));
    await works.end('0', '1');
    expect(works.setOut).toHaveLength(2 + 32 + 32);
  });
});
