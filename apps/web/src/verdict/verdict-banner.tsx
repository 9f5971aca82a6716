import { Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../words';
import { instruction, VERDICTS, type ScanPurpose, type Verdict } from './words';

/** The verdict, readable from across the counter: word, icon and colour, and the one thing to do. */
export function VerdictBanner({ verdict, purpose, subject }: { verdict: Verdict; purpose: ScanPurpose; subject: string | null }) {
  const t = useWords('verdict');
  const { icon: Icon } = VERDICTS[verdict];
  const banner = useRef<HTMLElement>(null);
  // On a phone the last scan may have left the page scrolled down.
  useEffect(() => {
    // In braces: newer browsers return a promise here, which React would take for the effect's clean-up.
    void banner.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={banner} className="verdict verdict-pop" data-verdict={verdict} aria-label={t('region')}>
      <Group gap="clamp(14px, 3vw, 28px)" wrap="nowrap" align="center">
        <Icon style={{ width: 'clamp(40px, 8vw, 80px)', height: 'auto', flex: '0 0 auto' }} aria-hidden="true" />
        <div style={{ minWidth: 0 }}>
          <h2 className="verdict-word">{t(`word.${verdict}`)}</h2>
          <Text fz="clamp(1rem, 2.2vw, 1.25rem)" fw={500} c="inherit">
            {instruction(verdict, purpose)}
          </Text>
          {subject && (
            <Text fz="sm" c="inherit" mt={4}>
              {subject}
            </Text>
          )}
        </div>
      </Group>
    </section>
  );
}
