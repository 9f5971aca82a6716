import { Button, Group, Text } from '@mantine/core';
import {
  IconBarcode,
  IconBoxOff,
  IconCircleCheckFilled,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconOctagonMinusFilled,
  IconRepeat,
  IconTruckDelivery,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { unitLabel } from '../../scanner/unit-label';
import { Keyed } from '../../ui/keyed';
import { useWords } from '../../words';
import type { Lane } from './lanes';
import type { Scanned } from './scanned';
import type { Last } from './use-count';

export type Sign = Lane | 'again' | 'unread' | 'ready' | 'full';

/** What is to be done with the thing in one's hand, readable from across the dock: word, icon and colour. */
export const SIGNS: Record<Sign, { icon: Icon; look: string }> = {
  ready: { icon: IconBarcode, look: 'READY' },
  stock: { icon: IconCircleCheckFilled, look: 'MATCHES' },
  quarantine: { icon: IconOctagonMinusFilled, look: 'DO_NOT_USE' },
  extra: { icon: IconHandStop, look: 'CHECK_NEEDED' },
  open: { icon: IconBoxOff, look: 'CHECK_NEEDED' },
  other: { icon: IconTruckDelivery, look: 'CHECK_NEEDED' },
  waiting: { icon: IconClock, look: 'WAITING' },
  owned: { icon: IconRepeat, look: 'COULD_NOT_ASK' },
  again: { icon: IconRepeat, look: 'COULD_NOT_ASK' },
  unread: { icon: IconHelpCircle, look: 'COULD_NOT_ASK' },
  full: { icon: IconHelpCircle, look: 'COULD_NOT_ASK' },
};

interface Props {
  last: Last | null;
  scan: Scanned | null;
  lane: Lane | null;
  sampled: boolean;
  onDamaged: () => void;
  onRemove: () => void;
  onChoose: (text: string) => void;
}

export function LastScan({ lane, last, onChoose, onDamaged, onRemove, sampled, scan }: Props) {
  const t = useWords('receiving');
  const sign: Sign = last === null ? 'ready' : last.kind === 'scanned' ? (lane ?? 'waiting') : last.kind;
  const { icon: Icon, look } = SIGNS[sign];
  const told = scan?.told ?? null;
  const isOdd = sign === 'quarantine' || sign === 'extra';
  const own = { ready: t('last.readyWhy'), again: t('last.againWhy'), full: '', unread: t('last.unreadWhy'), stock: t('last.stockWhy'), open: t('last.openWhy'), other: t('last.otherWhy'), owned: t('last.ownedWhy'), waiting: t('last.waitingWhy'), quarantine: scan?.damaged ? t('reasons.DAMAGED') : '', extra: '' }[sign];
  const why = isOdd && !scan?.damaged ? [told?.why, told?.next].filter(Boolean).join(' ') : last?.kind === 'unread' && last.why ? [last.why, last.next].filter(Boolean).join(' ') : own;
  const subject = scan && last?.kind !== 'unread' ? [told?.product, unitLabel(scan.text)].filter(Boolean).join(', ') : null;

  const place = useRef<HTMLElement>(null);
  // On a phone the list of what was scanned may have been scrolled down to.
  useEffect(() => {
    void place.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);

  return (
    <section ref={place} className="verdict" data-verdict={look} aria-label={t('last.label')} aria-live="assertive" aria-atomic="true">
      <Group gap="clamp(12px, 3vw, 28px)" wrap="nowrap" align="center">
        <Icon key={scan?.id ?? sign} className="verdict-pop" style={{ width: 'clamp(38px, 8vw, 76px)', height: 'auto', flex: '0 0 auto' }} aria-hidden="true" />
        <div style={{ minWidth: 0 }}>
          <h2 className="verdict-word">{sign === 'full' ? t('last.unread') : t(`last.${sign}`)}</h2>
          {why && (
            <Text fz="clamp(1rem, 2.2vw, 1.2rem)" fw={500} c="inherit">
              {why}
            </Text>
          )}
          {subject && (
            <Text fz="sm" c="inherit" mt={2} style={{ overflowWrap: 'anywhere' }}>
              {subject}
              {sampled && ` · ${t('last.sampled')}`}
            </Text>
          )}
        </div>
      </Group>
      {told && told.repairs.length > 0 && (
        <Text fz="xs" c="inherit" mt={4}>
          {t('last.repaired', { what: told.repairs.join(', ') })}
        </Text>
      )}
      {told && told.candidates.length > 0 && (
        <div style={{ marginTop: 8 }}>
          <Text fz="sm" c="inherit">
            {t('last.choose')}
          </Text>
          <Group gap={6} mt={4}>
            {told.candidates.map((candidate) => (
              <Button key={candidate} size="xs" variant="default" className="mono" h="auto" py={4} onClick={() => onChoose(candidate)}>
                {candidate}
              </Button>
            ))}
          </Group>
        </div>
      )}
      {scan && last?.kind === 'scanned' && (
        <Group gap="xs" mt="sm" className="no-print">
          {(sign === 'stock' || scan.damaged) && (
            <Button size="xs" variant="default" onClick={onDamaged}>
              <Keyed label={scan.damaged ? t('last.notDamaged') : t('last.damagedKey')} />
            </Button>
          )}
          <Button size="xs" variant="default" onClick={onRemove}>
            {t('last.remove')}
          </Button>
        </Group>
      )}
    </section>
  );
}
