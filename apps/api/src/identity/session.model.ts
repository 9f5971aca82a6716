import { Field, ObjectType } from '@nestjs/graphql';
import { Organisation } from './organisation.model.ts';
import { Site } from './site.model.ts';
import { User } from './user.model.ts';

@ObjectType()
export class Session {
  @Field(() => String, { nullable: true, description: 'Only in the answer to signIn, for clients that keep no cookies.' })
  token?: string | null;

  @Field(() => User)
  user!: User;

  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => Site, { nullable: true })
  site?: Site | null;

  @Field(() => Boolean, { description: 'Demo data, not a record.' })
  demo!: boolean;
}
