import { Module } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Public } from '../identity/public.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { BlockNumber } from './block-number.scalar.ts';

@Resolver()
class EchoResolver {
  @Public()
  @Query(() => BlockNumber)
  echo(@Args('block', { type: () => BlockNumber }) block: number): number {
    return block;
  }
}

@Module({ providers: [EchoResolver] })
class EchoModule {}

describe('a block number', () => {
  let test: TestApp;
  beforeAll(async () => void (test = await startTestApp({ parts: [EchoModule] })));
  afterAll(() => test.close());

  it.each([0, 7, 2 ** 40, Number.MAX_SAFE_INTEGER])('%d crosses the wire as it is', async (block) => {
    expect((await test.ask('query ($block: BlockNumber!) { echo(block: $block) }', { block })).data).toEqual({ echo: block });
    expect((await test.ask(`{ echo(block: ${block}) }`)).data).toEqual({ echo: block });
  });

  it.each([-1, 1.5, '7', 2 ** 53])('refuses %j', async (block) => {
    const { errors } = await test.ask('query ($block: BlockNumber!) { echo(block: $block) }', { block });
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });
});
