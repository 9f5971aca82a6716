import { useEffect, useState } from 'react';
import { useWords } from '../words';

/**
 * Whether this server runs on demo data, asked before anyone is signed in: `/health` names its mode.
 * Where it does not say, only a machine talking to itself is taken for a demo (demo mode binds to nothing else).
 */
export function useDemoMode(): boolean {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    let gone = false;
    void askMode().then((mode) => {
      if (!gone) setDemo(mode === undefined ? isLocal(location.hostname) : mode === 'demo');
    });
    return () => {
      gone = true;
    };
  }, []);
  return demo;
}

async function askMode(): Promise<string | undefined> {
  try {
    const answer: unknown = await (await fetch('/health', { headers: { accept: 'application/json' } })).json();
    if (typeof answer !== 'object' || answer === null || !('mode' in answer)) return undefined;
    return typeof answer.mode === 'string' ? answer.mode : undefined;
  } catch {
    return undefined;
  }
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

export function DemoBanner() {
  const t = useWords('shell');
  return (
    <div
      className="demo-banner"
      role="note"
      style={{ background: '#3d2f6b', color: '#fff', textAlign: 'center', fontSize: 13, fontWeight: 600, padding: '3px 12px' }}
    >
      {t('demo')}
    </div>
  );
}
