import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { parseGtin, parseNdc } from 'gs1-barcodes';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';

const RegisterProduct = graphql(`
  mutation RegisterProduct($input: RegisterProductInput!) {
    registerProduct(input: $input) {
      id
    }
  }
`);
const EMPTY = { name: '', ndc: '', strength: '', dosageForm: '', netContent: '', gtin: '', caseGtin: '', manufacturerName: '' };
type Field = keyof typeof EMPTY;

/** A product with its GTINs. Check digits are checked while typing; the NDC gives the GTIN when it can. */
export function ProductForm({ onDone }: { onDone: () => void }) {
  const t = useWords('products');
  const [form, setForm] = useState(EMPTY);
  const [register, { loading, error }] = useMutation(RegisterProduct, { errorPolicy: 'all' });
  const bind = (field: Field) => ({
    value: form[field],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [field]: event.currentTarget.value }),
  });

  const ndc = form.ndc.trim() === '' ? null : parseNdc(form.ndc.trim());
  const suggested = ndc?.ok ? ndc.value.gtin14 : undefined;
  const wrong = {
    ndc: ndc && !ndc.ok ? ndc.issues[0]?.message : undefined,
    gtin: gtinProblem(form.gtin),
    caseGtin: gtinProblem(form.caseGtin),
  };
  const ready =
    ['name', 'strength', 'dosageForm', 'netContent', 'gtin'].every((field) => form[field as Field].trim() !== '') &&
    !wrong.ndc &&
    !wrong.gtin &&
    !wrong.caseGtin;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const text = (field: Field) => form[field].trim();
    const { data } = await register({
      variables: {
        input: {
          name: text('name'),
          ndc: text('ndc') || null,
          strength: text('strength'),
          dosageForm: text('dosageForm'),
          netContent: text('netContent'),
          gtin: text('gtin'),
          caseGtin: text('caseGtin') || null,
          manufacturerName: text('manufacturerName') || null,
        },
      },
    });
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('form.name')} required data-autofocus {...bind('name')} />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput label={t('form.strength')} placeholder={t('form.strengthExample')} required {...bind('strength')} />
          <TextInput label={t('form.dosageForm')} placeholder={t('form.dosageFormExample')} required {...bind('dosageForm')} />
          <TextInput label={t('form.netContent')} placeholder={t('form.netContentExample')} required {...bind('netContent')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label={t('ndc')}
            placeholder="0001-0123-45"
            error={wrong.ndc}
            {...bind('ndc')}
            onBlur={() => suggested && form.gtin === '' && setForm({ ...form, gtin: suggested })}
          />
          <TextInput label={t('manufacturer')} placeholder={t('form.manufacturerExample')} {...bind('manufacturerName')} />
          <TextInput label={t('form.gtin')} required inputMode="numeric" error={wrong.gtin} {...bind('gtin')} />
          <TextInput label={t('form.caseGtin')} inputMode="numeric" error={wrong.caseGtin} {...bind('caseGtin')} />
        </SimpleGrid>
        {error && (
          <Alert color="red" role="alert" title={t('form.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function gtinProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const read = parseGtin(text.trim());
  return read.ok ? undefined : read.issues[0]?.message;
}
