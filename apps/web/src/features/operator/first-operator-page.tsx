import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Center, Group, MultiSelect, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { ColorSchemeSwitch } from '../../app/color-scheme-switch';
import { graphql } from '../../app/graphql';
import { Mark } from '../../app/mark';
import { useSessionState } from '../../app/session';
import { useWords } from '../../words';
import { AddressFields, NO_ADDRESS } from './address-fields';
import { GlnField, glnProblem } from './gln-field';
import { type Kind, kindChoices } from './kinds';
import { PASSWORD_MIN } from './password-length';

const MakeOperator = graphql(`
  mutation MakeOperator($token: String!, $input: MakeOperatorInput!) {
    makeOperator(token: $token, input: $input) {
      id
    }
  }
`);

/** Where the link of a live node's first start leads: its organisation, and the sign-in of its operator. */
export default function FirstOperatorPage() {
  const t = useWords('operator');
  const shell = useWords('shell');
  const { hash } = useLocation();
  const token = new URLSearchParams(hash.slice(1)).get('token');
  useEffect(() => {
    document.title = `${shell('titles.firstOperator')} · Packtrail`;
  }, [shell]);
  return (
    <>
      <Group justify="flex-end" p="xs" pos="absolute" right={0} component="header">
        <ColorSchemeSwitch />
      </Group>
      <Center mih="92vh" p="md" component="main">
        <Stack w="100%" maw={620} gap="lg">
          <Mark size={34} />
          <Stack gap={4}>
            <Title order={1}>{t('first.title')}</Title>
            <Text c="dimmed">{t('first.lead')}</Text>
          </Stack>
          {token ? (
            <OperatorForm token={token} />
          ) : (
            <Alert color="orange" title={t('first.broken')}>
              {t('first.brokenWhy')}
            </Alert>
          )}
        </Stack>
      </Center>
    </>
  );
}

function OperatorForm({ token }: { token: string }) {
  const t = useWords('operator');
  const navigate = useNavigate();
  const { signIn } = useSessionState();
  const [form, setForm] = useState({ organisationName: '', userName: '', email: '', password: '' });
  const [gln, setGln] = useState('');
  const [kinds, setKinds] = useState<Kind[]>([]);
  const [address, setAddress] = useState(NO_ADDRESS);
  const [make, { loading, error }] = useMutation(MakeOperator, { fetchPolicy: 'no-cache', errorPolicy: 'all' });
  const ready =
    [form.organisationName, form.userName, ...Object.values(address)].every((part) => part.trim() !== '') &&
    gln !== '' &&
    glnProblem(gln) === undefined &&
    kinds.length > 0 &&
    form.email.includes('@') &&
    form.password.length >= PASSWORD_MIN;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { email, organisationName, password, userName } = form;
    const input = {
      organisationName: organisationName.trim(),
      userName: userName.trim(),
      email: email.trim(),
      password,
      gln: gln.trim(),
      kinds,
      address,
    };
    const { data } = await make({ variables: { token, input } });
    if (!data) return;
    await signIn(input.email, password).catch(() => undefined);
    // In the place of this address: the way back must not lead to a used link.
    void navigate('/', { replace: true });
  }
  const text = (name: keyof typeof form, label: string, more: { type?: string; autoComplete?: string } = {}) => (
    <TextInput
      label={label}
      required
      value={form[name]}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Card>
          <Stack gap="sm">
            <Title order={2}>{t('first.organisation')}</Title>
            {text('organisationName', t('first.name'), { autoComplete: 'organization' })}
            <GlnField value={gln} onChange={setGln} />
            <MultiSelect
              label={t('form.kinds')}
              required
              searchable
              data={kindChoices()}
              value={kinds}
              onChange={(chosen) => setKinds(chosen as Kind[])}
            />
            <AddressFields value={address} onChange={setAddress} />
          </Stack>
        </Card>
        <Card>
          <Stack gap="sm">
            <Title order={2}>{t('first.signIn')}</Title>
            {text('userName', t('first.userName'), { autoComplete: 'name' })}
            {text('email', t('first.email'), { type: 'email', autoComplete: 'username' })}
            <PasswordInput
              label={t('first.password')}
              required
              autoComplete="new-password"
              description={t('users.passwordHint', { least: PASSWORD_MIN })}
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
              visibilityToggleButtonProps={{ 'aria-label': t('users.show') }}
            />
          </Stack>
        </Card>
        {error && (
          <Alert color="red" role="alert" title={t('first.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t('first.title')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
