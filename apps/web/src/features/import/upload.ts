import { wordsOf } from '../../words';

export type Upload = { ok: true; jobId: string } | { ok: false; message: string };

/**
 * Sends an EPCIS file to the capture interface; the answer is the number of the job that reads it (EPCIS 2.0, section 12.5).
 * `goOn`: what is right is recorded even where other events are not.
 */
export async function uploadEpcis(
  file: File,
  { goOn = false, send = fetch }: { goOn?: boolean; send?: typeof fetch } = {},
): Promise<Upload> {
  let response: Response;
  try {
    response = await send('/epcis/v2/capture', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': /\.json(?:ld)?$/i.test(file.name) || file.type.includes('json') ? 'application/ld+json' : 'application/xml',
        'GS1-Capture-Error-Behaviour': goOn ? 'proceed' : 'rollback',
        'GS1-Capture-File-Name': encodeURIComponent(file.name),
        'apollo-require-preflight': 'true',
      },
      body: file,
    });
  } catch {
    return { ok: false, message: wordsOf('importing')('upload.noAnswer') };
  }
  const jobId = response.headers.get('Location')?.split('/').filter(Boolean).at(-1);
  if (response.status === 202 && jobId) return { ok: true, jobId };
  return { ok: false, message: await problemOf(response) };
}

/** RFC 7807 problem, as EPCIS 2.0 answers; else what the status means. */
async function problemOf(response: Response): Promise<string> {
  try {
    const problem: unknown = await response.json();
    if (typeof problem === 'object' && problem !== null) {
      if ('detail' in problem && typeof problem.detail === 'string') return problem.detail;
      if ('title' in problem && typeof problem.title === 'string') return problem.title;
    }
  } catch {
    // No JSON: the status has to do.
  }
  const t = wordsOf('importing');
  if (response.status === 413) return t('upload.tooLarge');
  if (response.status === 401 || response.status === 403) return t('upload.mayNot');
  if (response.status === 415) return t('upload.noEpcis');
  return t('upload.status', { status: response.status });
}
