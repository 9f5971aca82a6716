import { Button, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useWords } from '../words';

export default function NotFoundPage() {
  const t = useWords('shell');
  return (
    <Stack align="flex-start" py="xl">
      <Title order={1}>{t('notFound.title')}</Title>
      <Text>{t('notFound.why')}</Text>
      <Button component={Link} to="/">
        {t('notFound.start')}
      </Button>
    </Stack>
  );
}
