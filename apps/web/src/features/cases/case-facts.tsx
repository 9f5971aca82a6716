import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { Facts } from '../../ui/facts';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import type { Case } from './case-query';

/** The case at a glance. */
export function CaseFacts({ found }: { found: Case }) {
  const t = useWords('cases');
  return (
    <Card>
      <Stack gap="md">
        <Title order={2}>{t('facts.title')}</Title>
        <Facts
          facts={[
            [t('facts.kind'), t(`kinds.${found.kind}`)],
            [
              t('facts.opened'),
              <span key="o">
                <When at={found.openedAt} /> {t('facts.by', { name: found.openedBy })}
              </span>,
            ],
            [t('facts.determined'), found.determinedAt && <When at={found.determinedAt} />],
            [t('facts.fda'), found.fdaNotifiedAt && <When at={found.fdaNotifiedAt} />],
            [t('facts.partners'), found.partnersToldAt && <When at={found.partnersToldAt} />],
            [t('facts.incident'), found.incidentNumber && <span className="mono">{found.incidentNumber}</span>],
            [
              t('facts.notice'),
              found.noticeId && (
                <Anchor component={Link} inherit underline="always" to="/cases/received">
                  {t('facts.openNotice')}
                </Anchor>
              ),
            ],
            [
              t('facts.number'),
              <span key="n" className="mono">
                {found.id}
              </span>,
            ],
          ]}
        />
        <Text style={{ whiteSpace: 'pre-line' }}>{found.reason}</Text>
      </Stack>
    </Card>
  );
}
