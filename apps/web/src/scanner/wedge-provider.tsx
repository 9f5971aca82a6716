import { notifications } from '@mantine/notifications';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { keepProfile, readProfile, type WedgeProfile } from './profiles';
import { listenToWedge } from './wedge-listener';

type ScanHandler = (text: string) => void;
interface Wedge {
  profile: WedgeProfile;
  chooseProfile: (profile: WedgeProfile) => void;
  subscribe: (handler: ScanHandler) => () => void;
}

const WedgeContext = createContext<Wedge | null>(null);

/** Gives every scan of the window to the page that asked last; when no page wants it, the Scan page opens with it. */
export function WedgeProvider({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const [profile, setProfile] = useState(() => readProfile(localStorage));
  const handlers = useRef<ScanHandler[]>([]);
  useEffect(
    () =>
      listenToWedge(window, () => profile, {
        onScan: (text) => {
          const handler = handlers.current.at(-1);
          if (handler) handler(text);
          else void navigate('/scan', { state: { scanned: text } });
        },
        onBroken: () =>
          notifications.show({
            color: 'orange',
            title: 'The scan broke off',
            message: 'No Enter came at its end. Scan again; if it happens each time, choose the profile "Sends no Enter" on the Scan page.',
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
  const wedge = useMemo(() => ({ profile, chooseProfile, subscribe }), [profile, chooseProfile, subscribe]);
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
