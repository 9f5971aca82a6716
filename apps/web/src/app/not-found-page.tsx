import { Button, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';

export default function NotFoundPage() {
  return (
    <Stack align="flex-start" py="xl">
      <Title order={1}>There is no such page</Title>
      <Text>The address may be mistyped, or what it showed is not yours to see.</Text>
      <Button component={Link} to="/">
        Start page
      </Button>
    </Stack>
  );
}
