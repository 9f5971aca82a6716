import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CreateOrganisationInput } from './create-organisation.input.ts';
import { CreateSiteInput } from './create-site.input.ts';
import { Current } from './current.ts';
import { Organisation } from './organisation.model.ts';
import { Organisations } from './organisations.ts';
import { Roles } from './roles.ts';
import { SiteInput } from './site.input.ts';
import { Site } from './site.model.ts';
import { Sites } from './sites.ts';
import { UserRole } from './user-role.ts';

@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(
    private readonly organisationsHere: Organisations,
    private readonly sites: Sites,
  ) {}

  @Query(() => [Organisation], { description: 'Organisations one can ship to.' })
  partners(
    @Args('search', { type: () => String, nullable: true }) search: string | undefined,
    @Current() { organisation }: Current,
  ): Promise<Organisation[]> {
    return this.organisationsHere.partners({ asker: organisation.id, search });
  }

  @Roles(UserRole.OPERATOR)
  @Query(() => [Organisation])
  organisations(): Promise<Organisation[]> {
    return this.organisationsHere.all();
  }

  @Roles(UserRole.OPERATOR)
  @Mutation(() => Organisation)
  createOrganisation(@Args('input', { type: () => CreateOrganisationInput }) input: CreateOrganisationInput): Promise<Organisation> {
    return this.organisationsHere.create(input);
  }

  @Roles(UserRole.OPERATOR)
  @Mutation(() => Site)
  createSite(@Args('input', { type: () => CreateSiteInput }) input: CreateSiteInput): Promise<Site> {
    return this.sites.create(input);
  }

  @Roles(UserRole.OPERATOR)
  @Mutation(() => Site, { description: 'Corrects or moves a site, whole; its GLN stays.' })
  updateSite(@Args('input', { type: () => SiteInput }) input: SiteInput): Promise<Site> {
    return this.sites.update(input);
  }
}
