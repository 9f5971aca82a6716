import { NativeSelect } from '@mantine/core';
import { PROFILES } from './profiles';
import { useWedge } from './wedge-provider';

/** Which make of scanner is plugged in; kept on this device. */
export function ProfileSelect() {
  const { profile, chooseProfile } = useWedge();
  return (
    <NativeSelect
      label="Scanner profile"
      description={profile.hint}
      size="xs"
      value={profile.id}
      data={PROFILES.map(({ id, label }) => ({ value: id, label }))}
      onChange={(event) => {
        const chosen = PROFILES.find(({ id }) => id === event.currentTarget.value);
        if (chosen) chooseProfile(chosen);
      }}
    />
  );
}
