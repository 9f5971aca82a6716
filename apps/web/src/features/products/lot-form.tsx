import { useQuery } from '@apollo/client/react';
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { useWords } from '../../words';

const ProductChoices = graphql(`
  query ProductChoices {
    products(first: 500) {
      items {
        id
        name
        strength
        netContent
        status
        gtins {
          gtin
          level
        }
      }
    }
  }
`);
const RegisterLot = graphql(
  `
    mutation RegisterLot($input: RegisterLotInput!) {
      answer: registerLot(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

/** A new lot of a confirmed product; afterwards its own page opens, where serials are added. */
export function LotForm() {
  const t = useWords('products');
  const navigate = useNavigate();
  const { data } = useQuery(ProductChoices);
  const register = useCommand('registerLot', RegisterLot, { recorded: t('newLot.toast') });
  const [gtin, setGtin] = useState<string | null>(null);
  const [lot, setLot] = useState('');
  const [expiry, setExpiry] = useState('');

  const choices = (data?.products.items ?? [])
    .filter((product) => product.status.toLowerCase() === 'confirmed')
    .flatMap((product) => {
      const item = product.gtins.find(({ level }) => level.toLowerCase() === 'package') ?? product.gtins[0];
      return item ? [{ value: item.gtin, label: [product.name, product.strength, product.netContent].filter(Boolean).join(', ') }] : [];
    });
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!gtin) return;
    const receipt = await register.run({ gtin, lot: lot.trim(), expiry });
    if (receipt) void navigate(receipt.made ? `/lots/${receipt.made}` : '/lots');
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Select
          label={t('product')}
          required
          searchable
          data={choices}
          value={gtin}
          onChange={setGtin}
          nothingFoundMessage={t('newLot.none')}
          data-autofocus
        />
        <TextInput label={t('newLot.number')} required maxLength={20} value={lot} onChange={(event) => setLot(event.currentTarget.value)} />
        <TextInput
          label={t('lots.expiry')}
          type="date"
          required
          value={expiry}
          onChange={(event) => setExpiry(event.currentTarget.value)}
        />
        <CommandOutcome state={register.state} recorded={t('newLot.recorded')} />
        <Group justify="flex-end">
          <Button type="submit" loading={register.busy} disabled={!gtin || lot.trim() === '' || expiry === ''}>
            {t('newLot.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
