import { Anchor, NativeSelect, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { useWords } from '../words';
import { MEASURED, PROFILES } from './profiles';
import { useWedge } from './wedge-provider';

/** Which make of scanner is plugged in; kept on this device. */
export function ProfileSelect() {
  const t = useWords('scanner');
  const { profile, chooseProfile } = useWedge();
  return (
    <Stack gap={6}>
      <NativeSelect
        label={t('profile')}
        description={t(`profiles.${profile.id}.hint`)}
        size="xs"
        value={profile.id}
        data={[...PROFILES, ...(profile.id === MEASURED ? [profile] : [])].map(({ id }) => ({ value: id, label: t(`profiles.${id}.label`) }))}
        onChange={(event) => {
          const chosen = PROFILES.find(({ id }) => id === event.currentTarget.value);
          if (chosen) chooseProfile(chosen);
        }}
      />
      <Anchor component={Link} to="/scanner" size="sm">
        {t('setup.link')}
      </Anchor>
    </Stack>
  );
}
