/** In whose name a handoff is recorded. */
export interface Actor {
  readonly organisationId: string;
  readonly userId: string | null;
  readonly siteGln: string | null;
}
