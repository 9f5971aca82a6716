import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Group, Modal, NativeSelect, PasswordInput, Select, Stack, Table, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import type { UserRole } from '../../app/session';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { en } from '../../words/en';
import { PASSWORD_MIN } from './password-length';

const UsersQuery = graphql(`
  query Users {
    users {
      id
      email
      name
      role
      active
      organisation {
        id
        name
      }
    }
    organisations {
      id
      name
    }
  }
`);
const Create = graphql(`
  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      id
    }
  }
`);

const ROLES = Object.keys(en.shell.roles) as UserRole[];

export default function UsersPage() {
  const t = useWords('operator');
  const shell = useWords('shell');
  const ui = useWords('ui');
  const { data, error, refetch } = useQuery(UsersQuery);
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <Page
      title={t('users.title')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          {t('users.add')}
        </Button>
      }
    >
      <Answer data={data?.users} error={error} refetch={refetch}>
        {(users) =>
          users.length === 0 ? (
            <Empty title={t('users.empty')} />
          ) : (
            <Grid label={t('users.title')} head={[t('users.name'), t('users.email'), t('users.role'), t('users.organisation'), '']}>
              {users.map((user) => (
                <Table.Tr key={user.id}>
                  <Table.Td fw={600}>{user.name}</Table.Td>
                  <Table.Td>{user.email}</Table.Td>
                  <Table.Td>{shell(`roles.${user.role}`)}</Table.Td>
                  <Table.Td>{user.organisation.name}</Table.Td>
                  <Table.Td>{!user.active && <Badge color="gray">{t('users.inactive')}</Badge>}</Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )
        }
      </Answer>
      <Modal opened={adding} onClose={close} title={t('users.add')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <UserForm
          organisations={data?.organisations ?? []}
          onDone={() => {
            close();
            void refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

function UserForm({ organisations, onDone }: { organisations: readonly { id: string; name: string }[]; onDone: () => void }) {
  const t = useWords('operator');
  const shell = useWords('shell');
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const [form, setForm] = useState({ name: '', email: '', role: 'PHARMACIST' as UserRole, password: '' });
  const [create, { loading, error }] = useMutation(Create, { errorPolicy: 'all' });
  const ready = organisationId !== null && form.name.trim() !== '' && form.email.includes('@') && form.password.length >= PASSWORD_MIN;
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { data } = await create({
      variables: { input: { organisationId, name: form.name.trim(), email: form.email.trim(), role: form.role, password: form.password } },
    });
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Select
          label={t('users.organisation')}
          required
          searchable
          data={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          value={organisationId}
          onChange={setOrganisationId}
          data-autofocus
        />
        <TextInput
          label={t('users.name')}
          required
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('users.email')}
          type="email"
          required
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('users.role')}
          value={form.role}
          onChange={(event) => setForm({ ...form, role: event.currentTarget.value as UserRole })}
          data={ROLES.map((value) => ({ value, label: shell(`roles.${value}`) }))}
        />
        <PasswordInput
          label={t('users.password')}
          required
          description={t('users.passwordHint', { least: PASSWORD_MIN })}
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': t('users.show') }}
        />
        {error && (
          <Alert color="red" role="alert" title={t('form.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t('form.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
