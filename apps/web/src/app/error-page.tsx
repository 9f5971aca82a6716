import { Button, Center, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useRouteError } from 'react-router';

/** A fault in the page itself. A new version on the server is the usual cause: the old page asks for a file that is gone. */
export function ErrorPage() {
  const error = useRouteError();
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Center mih="60vh" p="md">
      <Stack align="center" gap="sm" maw={520}>
        <Title order={1}>This page broke</Title>
        <Text ta="center">
          Nothing was recorded by the fault itself. Load it again; if it breaks again, tell your operator what stands here.
        </Text>
        <Code block w="100%">
          {message}
        </Code>
        <Group>
          <Button onClick={() => location.reload()}>Load again</Button>
          <Button variant="default" component={Link} to="/">
            Start page
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}
