/** Sends a picture to a case; gives what the server says where it does not take it. */
export async function uploadPhoto(
  caseId: string,
  file: Blob,
  caption: string,
  send: typeof fetch = fetch,
): Promise<{ ok: true } | { ok: false; message: string }> {
  try {
    const response = await send(`/cases/${caseId}/photos?caption=${encodeURIComponent(caption)}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
      body: file,
    });
    if (response.ok) return { ok: true };
    const answer: unknown = await response.json().catch(() => null);
    const told =
      typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string'
        ? answer.message
        : `${response.status}`;
    return { ok: false, message: told };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
