import { describe, expect, it } from 'vitest';
import { uploadEpcis } from './upload';

const file = new File(['<epcis/>'], 'Lieferung März.xml', { type: 'text/xml' });
const answering =
  (status: number, headers: Record<string, string>, body: string | null = null) =>
  async () =>
    new Response(body, { status, headers });

describe('sending an EPCIS file', () => {
  it('gives the number of the job that the server names', async () => {
    expect(await uploadEpcis(file, { send: answering(202, { Location: '/epcis/v2/capture/0190-ab' }) })).toEqual({
      ok: true,
      jobId: '0190-ab',
    });
  });

  it('says whether it is XML or JSON, what it is called and how to go about errors, in characters that a header may hold', async () => {
    const sent: RequestInit[] = [];
    const send: typeof fetch = async (_url, init) => {
      sent.push(init ?? {});
      return new Response(null, { status: 202, headers: { Location: '/epcis/v2/capture/1' } });
    };
    await uploadEpcis(file, { send });
    await uploadEpcis(new File(['{}'], 'a.JSONLD'), { goOn: true, send });
    const [xml, json] = sent.map(({ headers }) => new Headers(headers));
    expect([xml?.get('Content-Type'), json?.get('Content-Type')]).toEqual(['application/xml', 'application/ld+json']);
    expect([xml, json].map((headers) => headers?.get('GS1-Capture-Error-Behaviour'))).toEqual(['rollback', 'proceed']);
    expect(decodeURIComponent(xml?.get('GS1-Capture-File-Name') ?? '')).toBe('Lieferung März.xml');
  });

  it("passes on the server's own words when it refuses", async () => {
    expect(await uploadEpcis(file, { send: answering(400, {}, '{"title":"Bad","detail":"Line 3: no EPCISDocument"}') })).toEqual({
      ok: false,
      message: 'Line 3: no EPCISDocument',
    });
  });

  it('says that sending again is safe when there is no answer', async () => {
    const answer = await uploadEpcis(file, {
      send: async () => {
        throw new TypeError('failed to fetch');
      },
    });
    expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('nothing is recorded twice') });
  });

  it('does not take an answer without a job for success', async () => {
    expect((await uploadEpcis(file, { send: answering(202, {}) })).ok).toBe(false);
  });
});
