import { Alert, Button, Center, Divider, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconBuildingFactory2, IconBuildingWarehouse, IconFirstAidKit, IconScale } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { ColorSchemeSwitch } from '../../app/color-scheme-switch';
import { DemoBanner, useDemoMode } from '../../app/demo';
import { LanguageSwitch } from '../../app/language-switch';
import { Mark } from '../../app/mark';
import { useSessionState } from '../../app/session';
import { useWords } from '../../words';

const DEMO_PASSWORD = 'packtrail-demo';
const DEMO_SIGN_INS = [
  { email: 'pharmacist@demo.example', role: 'PHARMACIST', icon: IconFirstAidKit },
  { email: 'distributor@demo.example', role: 'DISTRIBUTOR', icon: IconBuildingWarehouse },
  { email: 'manufacturer@demo.example', role: 'MANUFACTURER', icon: IconBuildingFactory2 },
  { email: 'regulator@demo.example', role: 'REGULATOR', icon: IconScale },
] as const;

export default function SignInPage() {
  const t = useWords('signIn');
  const shell = useWords('shell');
  const { signIn } = useSessionState();
  const demo = useDemoMode();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${t('title')} · Packtrail`;
  }, [t]);

  async function enter(as: string, secret: string) {
    setBusy(as);
    setFault(null);
    try {
      await signIn(as, secret);
    } catch (error) {
      setFault(faultSentence(error));
      setBusy(null);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void enter(email.trim(), password);
  }

  return (
    <>
      <header>
        {demo && <DemoBanner />}
        <Group justify="flex-end" p="xs" pos="absolute" right={0}>
          <LanguageSwitch />
          <ColorSchemeSwitch />
        </Group>
      </header>
      <Center mih="92vh" p="md" component="main">
        <Stack w="100%" maw={400} gap="lg">
          <Stack gap={6}>
            <Mark size={34} />
            <Text c="dimmed">{t('motto')}</Text>
          </Stack>
          <form onSubmit={submit}>
            <Stack gap="sm">
              <Title order={1} fz="1.2rem">
                {t('title')}
              </Title>
              <TextInput
                label={t('email')}
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label={t('password')}
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('show') }}
              />
              {fault && (
                <Alert color="red" role="alert" title={t('refused')}>
                  {fault}
                </Alert>
              )}
              <Button type="submit" loading={busy === email.trim() && busy !== ''}>
                {t('title')}
              </Button>
            </Stack>
          </form>
          {demo && (
            <Stack gap="xs">
              <Divider label={t('demo')} />
              <Group grow preventGrowOverflow={false} gap="xs">
                {DEMO_SIGN_INS.map(({ email: as, role, icon: Icon }) => (
                  <Button
                    key={as}
                    variant="default"
                    h={64}
                    px="sm"
                    justify="flex-start"
                    leftSection={<Icon size={22} stroke={1.6} />}
                    loading={busy === as}
                    onClick={() => void enter(as, DEMO_PASSWORD)}
                    style={{ flexBasis: '46%' }}
                  >
                    <Stack gap={0} align="flex-start">
                      <span>{shell(`roles.${role}`)}</span>
                      <Text size="xs" c="dimmed">
                        {t(`hints.${role}`)}
                      </Text>
                    </Stack>
                  </Button>
                ))}
              </Group>
            </Stack>
          )}
        </Stack>
      </Center>
    </>
  );
}
