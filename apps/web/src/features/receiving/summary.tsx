import { Alert, Button, Group, Modal, Stack, Switch, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { unitLabel } from '../../scanner/unit-label';
import { Keyed } from '../../ui/keyed';
import { useWords } from '../../words';
import type { Settlement } from './settle';

/** The one confirm before anything is recorded: what goes where, and who is told what. */
export function Summary({ onClose, onConfirm, others, settlement, waiting }: { settlement: Settlement; waiting: number; others: readonly string[]; onClose: () => void; onConfirm: (report: boolean) => void }) {
  const t = useWords('receiving');
  const ui = useWords('ui');
  const [report, setReport] = useState(true);
  const { absent, damaged, extra, held, inferred, landing, missing, packages, verified } = settlement;
  const nothing = verified.length + inferred.length === 0;
  const isTold = extra.length + missing.length + damaged.length > 0 || (report && absent.length > 0);
  const isOdd = isTold || held.length + landing.length + others.length + absent.length > 0;
  function submit(event: FormEvent) {
    event.preventDefault();
    onConfirm(report);
  }
  return (
    <Modal opened onClose={onClose} title={t('summary.title')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {waiting > 0 && (
            <Alert color="yellow" role="alert">
              {t('summary.waiting', { count: waiting })}
            </Alert>
          )}
          {nothing ? (
            <Alert color="orange">{t('summary.nothing')}</Alert>
          ) : (
            <Text fz="xl" fw={700}>
              {t('summary.stock')}: {t('packages', { count: packages })}
              {inferred.length > 0 && (
                <Text span fz="sm" fw={400} c="dimmed">
                  {' '}
                  {t('summary.inferred')}
                </Text>
              )}
            </Text>
          )}
          <Lines title={t('summary.held')} color="red">
            {held.map(({ epc, unseen, why }) => (
              <li key={epc}>
                <span className="mono">{unitLabel(epc)}</span>: {reasonOf(t, why)}
                {unseen && ` (${t('summary.unseen')})`}
              </li>
            ))}
            {landing.map((epc) => (
              <li key={epc}>
                <span className="mono">{unitLabel(epc)}</span>: {t('summary.landing')}
              </li>
            ))}
          </Lines>
          <Lines title={t('summary.extra')} color="orange">
            {extra.map((text) => (
              <li key={text} className="mono">
                {unitLabel(text)}
              </li>
            ))}
          </Lines>
          <Lines title={t('summary.missing')} color="orange">
            {missing.map(({ epc }) => (
              <li key={epc} className="mono">
                {unitLabel(epc)}
              </li>
            ))}
          </Lines>
          <Lines title={t('summary.absent')} color="orange">
            {absent.map((epc) => (
              <li key={epc} className="mono">
                {unitLabel(epc)}
              </li>
            ))}
          </Lines>
          {absent.length > 0 && <Switch label={t('summary.report')} description={t('summary.reportWhy')} checked={report} onChange={(event) => setReport(event.currentTarget.checked)} />}
          <Lines title={t('summary.other')} color="gray">
            {others.map((text) => (
              <li key={text} className="mono">
                {unitLabel(text)}
              </li>
            ))}
          </Lines>
          {!isOdd && !nothing && <Text>{t('summary.nothingOdd')}</Text>}
          <Group justify="flex-end" gap="xs" className="sticky-foot">
            <Button variant="default" size="md" onClick={onClose}>
              {ui('back')}
            </Button>
            <Button type="submit" size="md" disabled={nothing || waiting > 0} data-autofocus>
              <Keyed label={isTold ? t('summary.go') : t('summary.receive')} />
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function reasonOf(t: ReturnType<typeof useWords<'receiving'>>, why: string): string {
  return why === 'RECALLED' || why === 'EXPIRED' || why === 'DAMAGED' || why === 'CHECK' ? t(`reasons.${why}`) : why;
}

function Lines({ children, color, title }: { title: string; color: string; children: ReactNode[] | ReactNode[][] }) {
  const lines = children.flat();
  if (lines.length === 0) return null;
  return (
    <Alert color={color} title={`${title} (${lines.length})`}>
      <ul style={{ margin: 0, paddingInlineStart: 18, maxHeight: 180, overflowY: 'auto' }}>{lines}</ul>
    </Alert>
  );
}
