import { AppShell, Box, Burger, Button, Center, Group, Loader, Menu, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { IconBarcode, IconBuildingStore, IconLogout, IconMapPin } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import { NavLink as RouterNavLink, Outlet, useLocation, useMatches, useNavigate } from 'react-router';
import { WedgeProvider } from '../scanner/wedge-provider';
import { Zone } from '../ui/zone';
import { useWords } from '../words';
import type { shell as en } from '../words/en/shell';
import { ColorSchemeSwitch } from './color-scheme-switch';
import { DemoBanner } from './demo';
import { Find } from './find';
import { LanguageSwitch } from './language-switch';
import { LogWatch } from './log-watch';
import { Mark } from './mark';
import { NAVIGATION } from './navigation';
import { CountedEntry } from './open-notices';
import { useSession, useSessionState } from './session';
import { WaitingWatch } from './waiting-scans';

type TitleName = keyof typeof en.titles;

/** The frame around every page of the signed-in: who you are, where you are, and the few places to go. */
export function Shell() {
  const t = useWords('shell');
  const session = useSession();
  const { signOut, chooseSite } = useSessionState();
  const [open, { toggle, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const title = useMatches().reduce<TitleName | undefined>((found, match) => titleOf(match.handle) ?? found, undefined);
  useEffect(() => close(), [pathname, close]);
  useEffect(() => {
    document.title = title ? `${t(`titles.${title}`)} · Packtrail` : 'Packtrail';
  }, [t, title]);
  function leave() {
    // The next user may have another role: their own start page, not this one, nor the one that the start page leads this user to.
    void signOut().then(() => navigate('/'));
  }
  const bannerHeight = session.demo ? 25 : 0;

  return (
    <WedgeProvider>
      <Notifications position="bottom-right" autoClose={5000} limit={3} />
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <AppShell
        header={{ height: 54 + bannerHeight }}
        navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !open } }}
        padding={{ base: 'sm', sm: 'lg' }}
      >
        <AppShell.Header>
          {session.demo && <DemoBanner />}
          <Group h={54} px="md" justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap">
              <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} aria-expanded={open} />
              <Mark />
            </Group>
            <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
              <Box visibleFrom="sm">
                <LanguageSwitch />
              </Box>
              <Find />
              <ColorSchemeSwitch />
              <Menu position="bottom-end" width={280}>
                <Menu.Target>
                  <Button
                    variant="subtle"
                    size="sm"
                    px="xs"
                    leftSection={<IconBuildingStore size={18} />}
                    styles={{
                      root: { minWidth: 0, maxWidth: 'min(48vw, 340px)' },
                      label: { display: 'block', height: 'auto', padding: '5px 0', overflow: 'hidden', textOverflow: 'ellipsis' },
                    }}
                  >
                    {session.organisation.name}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Stack gap={0} px="sm" py={6}>
                    <Text fw={600} size="sm">
                      {session.user.name}
                    </Text>
                    <Text c="dimmed" size="xs">
                      {session.user.email}
                    </Text>
                    <Text c="dimmed" size="xs">
                      {t('gln', { role: t(`roles.${session.user.role}`), gln: session.organisation.gln })}
                    </Text>
                  </Stack>
                  {session.organisation.sites.length > 0 && (
                    <>
                      <Menu.Label>{t('youAreAt')}</Menu.Label>
                      {session.organisation.sites.map((site) => (
                        <Menu.Item
                          key={site.gln}
                          leftSection={<IconMapPin size={16} />}
                          fw={site.gln === session.site?.gln ? 700 : 400}
                          onClick={() => void chooseSite(site.gln)}
                        >
                          {site.name}
                        </Menu.Item>
                      ))}
                    </>
                  )}
                  <Menu.Divider />
                  <Box hiddenFrom="sm" px={4}>
                    <LanguageSwitch />
                  </Box>
                  <Menu.Item component={RouterNavLink} to="/scanner" leftSection={<IconBarcode size={16} />}>
                    {t('scanner')}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
                    {t('signOut')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" component="nav" aria-label={t('main')}>
          <ScrollArea>
            {NAVIGATION[session.user.role].map(({ to, name, icon: Icon, counted }) => (
              <NavLink
                key={to}
                component={RouterNavLink}
                to={to}
                label={counted ? <CountedEntry name={t(`nav.${name}`)} /> : t(`nav.${name}`)}
                leftSection={<Icon size={19} stroke={1.7} />}
                active={pathname === to || pathname.startsWith(`${to}/`)}
                style={{ borderRadius: 8 }}
                styles={{ label: { fontSize: 15, fontWeight: 500 } }}
              />
            ))}
          </ScrollArea>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
          <div style={{ maxWidth: 1240, margin: '0 auto' }}>
            <Suspense
              fallback={
                <Center mih={240}>
                  <Loader aria-label={t('loading')} />
                </Center>
              }
            >
              <LogWatch />
              <WaitingWatch />
              <Zone value={session.site?.timeZone ?? session.organisation.sites[0]?.timeZone ?? null}>
                <Outlet />
              </Zone>
            </Suspense>
          </div>
        </AppShell.Main>
      </AppShell>
    </WedgeProvider>
  );
}

/** Every page of the routes names its title by a key of `shell.titles`. */
function titleOf(handle: unknown): TitleName | undefined {
  return typeof handle === 'object' && handle !== null && 'title' in handle ? (handle.title as TitleName) : undefined;
}
