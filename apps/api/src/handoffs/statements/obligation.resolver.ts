import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { SpokenLanguage } from '../../identity/spoken-language.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import type { Language } from '../../platform/language.ts';
import { Obligation } from './obligation.model.ts';
import { obligationsOf } from './obligations.ts';

@Resolver(() => Obligation)
export class ObligationResolver {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Query(() => [Obligation], { description: "What the asker's organisation owes by its kinds." })
  obligations(@Current() { organisation }: Current, @SpokenLanguage() language: Language): Obligation[] {
    const today = this.clock.now().toISOString().slice(0, 10);
    return obligationsOf(organisation.kinds).map(({ binds, duty, since, source }) => ({ binds: binds?.[language] ?? null, duty: duty[language], since, source, inForce: since <= today }));
  }
}
