import type { FastifyReply } from 'fastify';

/** Every exception of EPCIS 2.0 (12.5) that the EPCIS roads answer with: its status (RFC 9110) and its title. */
const PROBLEMS = {
  ValidationException: [400, 'Not valid'],
  QueryParameterException: [400, 'Not a parameter, or not its value'],
  QueryValidationException: [400, 'Not a query'],
  SubscriptionControlsException: [400, 'Not a subscription'],
  SecurityException: [403, 'Not allowed'],
  NoSuchNameException: [404, 'No such name'],
  NoSuchResourceException: [404, 'No such resource'],
  NotAcceptableException: [406, 'Not acceptable'],
  ResourceAlreadyExistsException: [409, 'Already there'],
  CaptureLimitExceededException: [413, 'Too large'],
  QueryTooLargeException: [413, 'Query too large'],
  QueryTooComplexException: [413, 'Query too complex'],
  URITooLongException: [414, 'Address too long'],
  UnsupportedMediaTypeException: [415, 'Unsupported media type'],
  /** EPCIS has no name for too many requests. */
  TooManyRequestsException: [429, 'Too many requests'],
  ImplementationException: [500, 'Something went wrong here'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemType = keyof typeof PROBLEMS;

export interface ProblemBody {
  readonly type: ProblemType;
  readonly detail: string;
  /** Where it is not the exception's own. */
  readonly status?: number;
  /** The rule that is broken, and where. */
  readonly rule?: string;
  readonly line?: number;
  readonly path?: string;
  readonly errors?: readonly object[];
}

/** A no as EPCIS 2.0 answers it (RFC 9457); its detail names the place, the value and the rule. Thrown, caught by the filter of its roads. */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(type: ProblemType, detail: string, more: Omit<ProblemBody, 'type' | 'detail'> = {}) {
    super(detail);
    this.body = { type, detail, ...more };
  }
}

/** A parameter with a value that it cannot have. */
export const badParameter = (name: string, why: string): Problem => new Problem('QueryParameterException', `${name}: ${why}`);

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, { detail, status: own, type, ...more }: ProblemBody): FastifyReply {
  const [usual, title] = PROBLEMS[type];
  const status = own ?? usual;
  const body = { type: `epcisException:${type}`, title, status, detail, ...more };
  return reply.status(status).type('application/problem+json').send(JSON.stringify(body));
}
