import { notifications } from '@mantine/notifications';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { wordsOf } from '../words';
import { keepProfile, readProfile, unframe, type WedgeProfile } from './profiles';
import type { KeyPress } from './wedge';
import { listenToWedge } from './wedge-listener';

type ScanHandler = (text: string) => void;
type KeyHandler = (key: KeyPress) => void;
interface Wedge {
  profile: WedgeProfile;
  chooseProfile: (profile: WedgeProfile) => void;
  subscribe: (handler: ScanHandler) => () => void;
  /** Hears every key as it goes down, scans and typing alike: for setting a scanner up. */
  tap: (handler: KeyHandler) => () => void;
}

const WedgeContext = createContext<Wedge | null>(null);

/** Gives every scan of the window to the page that asked last; when no page wants it, the Scan page opens with it. */
export function WedgeProvider({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const [profile, setProfile] = useState(() => readProfile(localStorage));
  const handlers = useRef<ScanHandler[]>([]);
  const keyHandler = useRef<KeyHandler | null>(null);
  useEffect(
    () =>
      listenToWedge(window, () => profile, {
        onKey: (key) => keyHandler.current?.(key),
        onScan: (sent) => {
          const text = unframe(sent, profile);
          const handler = handlers.current.at(-1);
          if (handler) handler(text);
          else void navigate('/scan', { state: { scanned: text } });
        },
        onBroken: () =>
          keyHandler.current === null &&
          notifications.show({
            color: 'orange',
            title: wordsOf('scanner')('broken.title'),
            message: wordsOf('scanner')('broken.why'),
          }),
      }),
    [profile, navigate],
  );
  const subscribe = useCallback((handler: ScanHandler) => {
    handlers.current = [...handlers.current, handler];
    return () => {
      handlers.current = handlers.current.filter((each) => each !== handler);
    };
  }, []);
  const chooseProfile = useCallback((chosen: WedgeProfile) => {
    keepProfile(localStorage, chosen);
    setProfile(chosen);
  }, []);
  const tap = useCallback((handler: KeyHandler) => {
    keyHandler.current = handler;
    return () => {
      if (keyHandler.current === handler) keyHandler.current = null;
    };
  }, []);
  const wedge = useMemo(() => ({ profile, chooseProfile, subscribe, tap }), [profile, chooseProfile, subscribe, tap]);
  return <WedgeContext value={wedge}>{children}</WedgeContext>;
}

export function useWedge(): Wedge {
  const wedge = useContext(WedgeContext);
  if (!wedge) throw new Error('useWedge is used outside WedgeProvider');
  return wedge;
}

/** Takes the scans made while this component is shown. */
export function useScans(onScan: ScanHandler, enabled = true): void {
  const { subscribe } = useWedge();
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  }, [onScan]);
  useEffect(() => (enabled ? subscribe((text) => latest.current(text)) : undefined), [subscribe, enabled]);
}
