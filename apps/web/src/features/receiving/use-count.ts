import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { faultSentence } from '../../app/apollo';
import { useSession } from '../../app/session';
import { unitKey } from '../../scanner/unit-key';
import { wordsOf } from '../../words';
import { DockScanQuery, type DockAnswer } from './dock-query';
import { addScan, changeScan, keepCount, keyOfCount, NEW_COUNT, readCount, SCANS_MOST, type Count } from './kept-count';
import type { Told } from './scanned';
import { isDone } from './steps';

/** What the big sign shows: a scan of the count, one that was there before, or a code that names no single thing. */
export type Last = { kind: 'scanned' | 'again'; id: string } | { kind: 'unread'; why: string | null; next: string | null } | { kind: 'full' };

const AT_ONCE = 4;
const RETRY_MS = 3_000;

/**
 * A count of one delivery. Every scan is kept on this device before it is sent, and asked about until it is answered: a lost connection
 * loses nothing, and the id made here keeps the server from recording it twice.
 */
export function useCount(shipmentId: string, onTold: (id: string) => void) {
  const client = useApolloClient();
  const { site, user } = useSession();
  const storageKey = keyOfCount({ userId: user.id, shipmentId });
  const [count, setCount] = useState<Count>(() => unfinished(readCount(localStorage, storageKey)));
  const [last, setLast] = useState<Last | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const asking = useRef(new Set<string>());
  const told = useRef(onTold);
  const current = useRef(count);
  useEffect(() => {
    told.current = onTold;
  }, [onTold]);

  const change = useCallback(
    (next: (count: Count) => Count) => {
      // The device has it before anything is shown or sent.
      current.current = next(current.current);
      keepCount(localStorage, storageKey, current.current);
      setCount(current.current);
    },
    [storageKey],
  );

  const ask = useCallback(
    async (id: string, text: string) => {
      asking.current.add(id);
      try {
        const { data } = await client.query({
          query: DockScanQuery,
          variables: { text, siteGln: site?.gln ?? null, scanId: id },
          fetchPolicy: 'no-cache',
        });
        if (!data) throw new Error(wordsOf('shell')('answeredNothing'));
        const answer = toldOf(data.scan);
        setFault(null);
        change((before) => changeScan(before, id, (scan) => ({ ...scan, told: answer })));
        told.current(id);
      } catch (error) {
        setFault(faultSentence(error));
        setTimeout(() => setTurn((each) => each + 1), RETRY_MS);
      } finally {
        asking.current.delete(id);
      }
    },
    [change, client, site],
  );

  useEffect(() => {
    const free = AT_ONCE - asking.current.size;
    const waiting = count.scans.filter((scan) => scan.told === null && !asking.current.has(scan.id));
    for (const { id, text } of waiting.slice(0, Math.max(0, free))) void ask(id, text);
  }, [count, turn, ask]);

  useEffect(() => {
    const again = () => setTurn((each) => each + 1);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);

  const scan = useCallback(
    (text: string) => {
      const key = unitKey(text);
      if (key === null) {
        setLast({ kind: 'unread', why: null, next: null });
        // The server words what is wrong with it; without a connection our own sentence has to do.
        client.query({ query: DockScanQuery, variables: { text, siteGln: site?.gln ?? null, scanId: uuidv7() }, fetchPolicy: 'no-cache' }).then(
          ({ data }) => {
            const [reason] = data?.scan.reasons ?? [];
            setLast((shown) => (shown?.kind === 'unread' && reason ? { kind: 'unread', why: reason.message, next: reason.next } : shown));
          },
          () => undefined,
        );
        return;
      }
      const known = current.current.scans.find((each) => each.key === key);
      if (known) return setLast({ kind: 'again', id: known.id });
      if (current.current.scans.length >= SCANS_MOST) return setLast({ kind: 'full' });
      const id = uuidv7();
      change((before) => addScan(before, { id, text, key, at: Date.now(), told: null }));
      setLast({ kind: 'scanned', id });
    },
    [change, client, site],
  );

  const restart = useCallback(() => {
    change(() => NEW_COUNT);
    setLast(null);
  }, [change]);

  return { count, last, fault, scan, change, restart };
}

/** What was recorded whole is done with: what is still to come of the delivery begins a new count. */
const unfinished = (count: Count): Count => (count.plan && isDone(count.plan) ? NEW_COUNT : count);

function toldOf({ package: pack, product, read, reasons, shipment, unit, verdict }: DockAnswer): Told {
  const [first] = reasons;
  return {
    verdict,
    codes: reasons.map(({ code }) => code),
    why: first?.message ?? null,
    next: first?.next ?? null,
    shipmentId: shipment?.id ?? null,
    product: product?.name ?? null,
    lot: pack?.lot ?? null,
    isContainer: unit?.kind === 'CONTAINER',
    candidates: read.candidates,
    repairs: read.repairs,
  };
}
