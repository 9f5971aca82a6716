import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Public } from '../../identity/public.ts';
import { User } from '../../identity/user.model.ts';
import { FirstOperator } from './first-operator.ts';
import { MakeOperatorInput } from './make-operator.input.ts';

@Resolver()
export class FirstOperatorResolver {
  constructor(private readonly firstOperator: FirstOperator) {}

  @Public()
  @Mutation(() => User, {
    description: 'Makes the first operator of a live node. Useless without the token of the link that its start prints.',
  })
  makeOperator(
    @Args('token', { type: () => String }) token: string,
    @Args('input', { type: () => MakeOperatorInput }) input: MakeOperatorInput,
  ): Promise<User> {
    return this.firstOperator.make(token, input);
  }
}
