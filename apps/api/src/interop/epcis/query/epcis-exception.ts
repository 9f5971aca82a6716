/** The exceptions of EPCIS 2.0 (12.5) that the query interface answers with, each with its status. */
export const EPCIS_EXCEPTIONS = {
  QueryParameterException: 400,
  QueryValidationException: 400,
  ValidationException: 400,
  SubscriptionControlsException: 400,
  SecurityException: 403,
  NoSuchNameException: 404,
  NoSuchResourceException: 404,
  NotAcceptableException: 406,
  ResourceAlreadyExistsException: 409,
  QueryTooLargeException: 413,
  QueryTooComplexException: 413,
  URITooLongException: 414,
  UnsupportedMediaTypeException: 415,
  ImplementationException: 500,
} as const;

export type EpcisExceptionType = keyof typeof EPCIS_EXCEPTIONS;

/** A no of the query interface; its sentence names the parameter, the value and the rule. Thrown, caught by the filter of its roads. */
export class EpcisException extends Error {
  constructor(
    readonly type: EpcisExceptionType,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** A parameter with a value that it cannot have. */
export const badParameter = (name: string, why: string): EpcisException => new EpcisException('QueryParameterException', `${name}: ${why}`);
