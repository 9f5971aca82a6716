import { z } from 'zod';
import type { Answered } from './outgoing.ts';

/** What asking again cannot mend. A wrong token can be: a person sets another one. */
export const isFinal = (status: number): boolean => (status >= 300 && status < 400) || (status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status));

/** What a partner's system answered, for people. */
export function told({ status, text: body }: Extract<Answered, { kind: 'answer' }>): string {
  const problem = z.object({ detail: z.string().optional(), message: z.string().optional() }).safeParse(parsed(body));
  const said = problem.success ? (problem.data.detail ?? problem.data.message) : undefined;
  return `The partner's system answers ${status}${said === undefined ? '.' : `: ${said.slice(0, 500)}`}`;
}

/** JSON, or undefined for what is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
