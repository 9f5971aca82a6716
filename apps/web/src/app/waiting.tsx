import { Center, Loader } from '@mantine/core';
import { useWords } from '../words';

export function Waiting() {
  const t = useWords('shell');
  return (
    <Center mih="100vh">
      <Loader aria-label={t('loading')} />
    </Center>
  );
}
