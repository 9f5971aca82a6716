import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Modal, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql, type ResultOf } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { Answer } from '../../ui/answer';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { useWords } from '../../words';
import { Licences } from './licences';
import { OrganisationForm } from './organisation-form';
import { SiteForm } from './site-form';

const OrganisationsQuery = graphql(`
  query Organisations {
    organisations {
      id
      name
      gln
      kinds
      status
      sites {
        gln
        name
        timeZone
        latitude
        longitude
        address {
          street
          city
          state
          postalCode
          country
        }
      }
      licences {
        id
        state
        number
        validUntil
      }
    }
  }
`);
const Suspend = graphql(
  `
    mutation SuspendOrganisation($input: SuspendOrganisationInput!) {
      answer: suspendOrganisation(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
type Organisation = ResultOf<typeof OrganisationsQuery>['organisations'][number];
type Open =
  | { what: 'organisation' }
  | { what: 'site'; organisation: Organisation; site?: Organisation['sites'][number] }
  | { what: 'suspend'; organisation: Organisation }
  | null;

export default function OrganisationsPage() {
  const t = useWords('operator');
  const ui = useWords('ui');
  const { data, error, refetch } = useQuery(OrganisationsQuery);
  const [open, setOpen] = useState<Open>(null);
  const suspend = useCommand('suspendOrganisation', Suspend, { recorded: t('organisations.toast') });
  const close = () => setOpen(null);
  const done = () => {
    close();
    void refetch();
  };
  return (
    <Page
      title={t('organisations.title')}
      lead={t('organisations.lead')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: 'organisation' })}>
          {t('organisations.add')}
        </Button>
      }
    >
      <CommandOutcome state={suspend.state} recorded={t('organisations.suspended')} />
      <Answer data={data?.organisations} error={error} refetch={refetch}>
        {(organisations) =>
          organisations.length === 0 ? (
            <Empty title={t('organisations.empty')}>{t('organisations.emptyWhy')}</Empty>
          ) : (
            <Grid
              label={t('organisations.title')}
              head={[t('organisations.organisation'), t('organisations.kinds'), t('organisations.sites'), t('organisations.state'), '']}
              minWidth={780}
            >
              {organisations.map((organisation) => (
                <Table.Tr key={organisation.id}>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {organisation.name}
                    </Text>
                    <Text size="xs" c="dimmed" className="mono">
                      {organisation.gln}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {organisation.kinds.map((kind) => (
                        <Badge key={kind} color="gray">
                          {t(`kinds.${kind}`)}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td>
                    {organisation.sites.map((site) => (
                      <Group key={site.gln} gap={6} justify="space-between" wrap="nowrap">
                        <Text size="sm">
                          {site.name}{' '}
                          <Text span size="xs" c="dimmed" className="mono">
                            {site.gln}
                          </Text>
                        </Text>
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={t('organisations.editSite', { site: site.name })}
                          onClick={() => setOpen({ what: 'site', organisation, site })}
                        >
                          {t('organisations.edit')}
                        </Button>
                      </Group>
                    ))}
                  </Table.Td>
                  <Table.Td>
                    <StateBadge state={organisation.status} />
                  </Table.Td>
                  <Table.Td>
                    <Group gap={6} wrap="nowrap">
                      <Licences organisation={organisation} onDone={refetch} />
                      <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'site', organisation })}>
                        {t('organisations.addSite')}
                      </Button>
                      {organisation.status.toLowerCase() === 'active' && (
                        <Button size="compact-xs" variant="default" onClick={() => setOpen({ what: 'suspend', organisation })}>
                          {t('organisations.suspend')}
                        </Button>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )
        }
      </Answer>
      <Modal
        opened={open?.what === 'organisation'}
        onClose={close}
        title={t('organisations.add')}
        size="lg"
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <OrganisationForm onDone={done} />
      </Modal>
      <Modal
        opened={open?.what === 'site'}
        onClose={close}
        title={open?.what === 'site' && open.site ? t('organisations.editSite', { site: open.site.name }) : t('organisations.addSite')}
        size="lg"
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        {open?.what === 'site' && <SiteForm key={open.site?.gln} organisationId={open.organisation.id} site={open.site} onDone={done} />}
      </Modal>
      <Confirm
        opened={open?.what === 'suspend'}
        onClose={close}
        onConfirm={() => {
          if (open?.what === 'suspend') void suspend.run({ id: open.organisation.id });
          close();
        }}
        title={t('organisations.suspend')}
        verb={t('organisations.suspend')}
        typed={t('organisations.suspendTyped')}
        danger
      >
        <Text>{open?.what === 'suspend' && t('organisations.suspendWhy', { organisation: open.organisation.name })}</Text>
      </Confirm>
    </Page>
  );
}
