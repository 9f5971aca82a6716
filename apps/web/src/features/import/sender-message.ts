import { wordsOf } from '../../words';

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
  const t = wordsOf('importing');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const listed = [...errors, ...findings.filter(({ severity }) => severity !== 'error')];
  const lines = listed.slice(0, LISTED_MAX).map(({ eventIndex, line, message, path, rule }) => {
    const place = [
      eventIndex === null ? null : t('letter.event', { number: eventIndex + 1 }),
      line === null ? null : t('letter.line', { number: line }),
      path,
    ]
      .filter(Boolean)
      .join(', ');
    return `- ${message} (${place}; ${rule})`;
  });
  return [
    t('letter.hello'),
    '',
    t(errors.length > 0 ? 'letter.refused' : 'letter.recorded', { file: fileName }),
    '',
    ...lines,
    ...(listed.length > LISTED_MAX ? [`- ${t('letter.more', { more: listed.length - LISTED_MAX })}`] : []),
    '',
    t(errors.length > 0 ? 'letter.again' : 'letter.nothing'),
  ].join('\n');
}
