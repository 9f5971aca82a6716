import { isIP } from 'node:net';
import type { WebhookHost } from '../../../platform/config.ts';
import { isPublic } from '../../../platform/public-address.ts';
import { Problem } from '../problem.ts';

/**
 * The address that a subscription is told at. Refuses every host that the operator does not list, names of users in it, and plain HTTP but to
 * a host whose address the operator has fixed.
 */
export function readDestination(text: unknown, hosts: readonly WebhookHost[]): URL {
  if (typeof text !== 'string' || text.length > 2_000 || !URL.canParse(text)) throw refused('dest: it must be an absolute URL.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refused('dest: it must not hold a user name or a password.');
  const host = hostOf(url, hosts);
  if (!host) throw refused(`dest: the operator of this node does not let it call ${url.host}.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && host.address !== null)) throw refused('dest: it must begin with https://.');
  return url;
}

/** The operator's entry for a URL's host. */
export const hostOf = (url: URL, hosts: readonly WebhookHost[]): WebhookHost | undefined => hosts.find(({ host }) => host === url.host || host === url.hostname);

/** Whether an address that a name resolves to may be called: the one that the operator fixed, or else any of the public Internet. */
export function mayCall(address: string, { address: fixed }: WebhookHost): boolean {
  if (isIP(address) === 0) return false;
  return fixed === null ? isPublic(address) : address === fixed;
}

const refused = (why: string): Problem => new Problem('SubscriptionControlsException', why);
