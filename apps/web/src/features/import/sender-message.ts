interface Told {
  readonly eventIndex: number | null;
  readonly line: number | null;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
}

const LISTED_MAX = 40;

/** A message to the sender of a file about what was found in it: place, rule and how to mend it, errors first. */
export function senderMessage(fileName: string, findings: readonly Told[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const listed = [...errors, ...findings.filter(({ severity }) => severity !== 'error')];
  const lines = listed.slice(0, LISTED_MAX).map(({ eventIndex, line, message, path, rule }) => {
    const place = [eventIndex === null ? null : `event ${eventIndex + 1}`, line === null ? null : `line ${line}`, path]
      .filter(Boolean)
      .join(', ');
    return `- ${message} (${place}; ${rule})`;
  });
  return [
    'Hello,',
    '',
    errors.length > 0
      ? `your EPCIS file ${fileName} could not be recorded. The goods are set aside until a mended file is here.`
      : `your EPCIS file ${fileName} was recorded. For the next one, please see what was found.`,
    '',
    ...lines,
    ...(listed.length > LISTED_MAX ? [`- ${listed.length - LISTED_MAX} more of the same kind.`] : []),
    '',
    errors.length > 0 ? 'Please send it again under a new InstanceIdentifier.' : 'Nothing needs to be sent again.',
  ].join('\n');
}
