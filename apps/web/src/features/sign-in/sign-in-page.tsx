import { Alert, Button, Center, Divider, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconBuildingFactory2, IconBuildingWarehouse, IconFirstAidKit, IconScale } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { ColorSchemeSwitch } from '../../app/color-scheme-switch';
import { DemoBanner, useDemoMode } from '../../app/demo';
import { Mark } from '../../app/mark';
import { useSessionState } from '../../app/session';

const DEMO_PASSWORD = 'packtrail-demo';
const DEMO_SIGN_INS = [
  { email: 'pharmacist@demo.example', label: 'Pharmacist', hint: 'receive, dispense', icon: IconFirstAidKit },
  { email: 'distributor@demo.example', label: 'Distributor', hint: 'receive, repack, ship', icon: IconBuildingWarehouse },
  { email: 'manufacturer@demo.example', label: 'Manufacturer', hint: 'lots, labels, ship', icon: IconBuildingFactory2 },
  { email: 'regulator@demo.example', label: 'Regulator', hint: 'recalls, tracing', icon: IconScale },
];

export default function SignInPage() {
  const { signIn } = useSessionState();
  const demo = useDemoMode();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    document.title = 'Sign in · Packtrail';
  }, []);

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
          <ColorSchemeSwitch />
        </Group>
      </header>
      <Center mih="92vh" p="md" component="main">
        <Stack w="100%" maw={400} gap="lg">
          <Stack gap={6}>
            <Mark size={34} />
            <Text c="dimmed">One scan, one verdict, the whole pedigree.</Text>
          </Stack>
          <form onSubmit={submit}>
            <Stack gap="sm">
              <Title order={1} fz="1.2rem">
                Sign in
              </Title>
              <TextInput
                label="E-mail"
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label="Password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
              />
              {fault && (
                <Alert color="red" role="alert" title="Not signed in">
                  {fault}
                </Alert>
              )}
              <Button type="submit" loading={busy === email.trim() && busy !== ''}>
                Sign in
              </Button>
            </Stack>
          </form>
          {demo && (
            <Stack gap="xs">
              <Divider label="or look around with demo data" />
              <Group grow preventGrowOverflow={false} gap="xs">
                {DEMO_SIGN_INS.map(({ email: as, label, hint, icon: Icon }) => (
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
                      <span>{label}</span>
                      <Text size="xs" c="dimmed">
                        {hint}
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
