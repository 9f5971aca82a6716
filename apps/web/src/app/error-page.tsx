import { Button, Center, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useRouteError } from 'react-router';
import { useWords } from '../words';

/** A fault in the page itself. A new version on the server is the usual cause: the old page asks for a file that is gone. */
export function ErrorPage() {
  const t = useWords('shell');
  const error = useRouteError();
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Center mih="60vh" p="md">
      <Stack align="center" gap="sm" maw={520}>
        <Title order={1}>{t('broken.title')}</Title>
        <Text ta="center">
          {t('broken.why')}
        </Text>
        <Code block w="100%">
          {message}
        </Code>
        <Group>
          <Button onClick={() => location.reload()}>{t('broken.again')}</Button>
          <Button variant="default" component={Link} to="/">
            {t('notFound.start')}
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}
