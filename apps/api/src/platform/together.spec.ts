import { describe, expect, it } from 'vitest';
import { Together } from './together.ts';

describe('what is asked for together', () => {
  const doubles = (asked: number[][], gate?: Promise<void>) =>
    new Together<number, number>(async (keys) => {
      asked.push([...keys]);
      await gate;
      return keys.map((key) => 2 * key);
    });

  it('in one turn is one question, and each gets its own answer', async () => {
    const asked: number[][] = [];
    const together = doubles(asked);
    expect(await Promise.all([together.of(1), together.of(2), together.of(2)])).toEqual([2, 4, 4]);
    expect(asked).toEqual([[1, 2, 2]]);
  });
  it('while a question is under way goes with the next', async () => {
    const asked: number[][] = [];
    let open = (): void => {};
    const together = doubles(asked, new Promise((resolve) => (open = resolve)));
    const first = together.of(1);
    await new Promise((resolve) => setImmediate(resolve));
    const others = [together.of(2), together.of(3)];
    expect(asked).toEqual([[1]]);
    open();
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1], [2, 3]]);
  });
  it('fails for the one that cannot be answered, and for no other', async () => {
    const asked: number[][] = [];
    const together = new Together<number, number>(async (keys) => {
      asked.push([...keys]);
      if (keys.includes(2)) throw new Error('no such question');
      return keys;
    });
    expect(await Promise.allSettled([together.of(1), together.of(2), together.of(3)])).toMatchObject([{ value: 1 }, { reason: { message: 'no such question' } }, { value: 3 }]);
    expect(asked).toEqual([[1, 2, 3], [1], [2], [3]]);
    await expect(together.of(2)).rejects.toThrow('no such question');
    expect(await together.of(4)).toBe(4);
  });
  it('is never answered with too little', async () => {
    const together = new Together<number, number>(async () => []);
    await expect(together.of(1)).rejects.toThrow('1 were asked for, 0 answered');
  });
  it('is asked in parts when it is very much', async () => {
    const sizes: number[] = [];
    const together = new Together<number, number>(async (keys) => {
      sizes.push(keys.length);
      return keys;
    }, 10);
    await Promise.all(Array.from({ length: 25 }, (_, i) => together.of(i)));
    expect(sizes).toEqual([10, 10, 5]);
  });
});
