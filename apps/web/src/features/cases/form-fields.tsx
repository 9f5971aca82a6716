import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, MultiSelect, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import type { Case } from './case-query';
import type { ReportType } from './fda-report';

const Write = graphql(`
  mutation WriteForm3911($id: ID!, $input: Form3911Input!) {
    writeForm3911(id: $id, input: $input) {
      id
    }
  }
`);
/** The lists of the form, in its own words: they are copied to it letter by letter, so they are not translated. */
const CLASSES = ['Counterfeit', 'Diverted', 'Stolen', 'Intentional adulteration', 'Unfit for distribution', 'Fraudulent transaction'];
const USES = ['Human use', 'Other'];
const CATEGORIES = ['Manufacturer', 'Wholesale distributor', 'Dispenser (Pharmacy)', 'Repackager'];
const ALSO = ['BPDR', 'FAR', 'MedWatch 3500', 'MedWatch 3500A', 'None', 'Other'];
const SHORT = [
  'productName',
  'primaryIngredients',
  'strength',
  'dosageForm',
  'quantity',
  'facilityId',
  'contactName',
  'contactPhone',
  'contactEmail',
] as const;
/** The item of each field, whose value stays where nothing is written. */
const ITEMS: Partial<Record<Field, number>> = {
  classification: 5,
  productName: 6,
  primaryIngredients: 7,
  drugUse: 8,
  drugDescription: 9,
  strength: 10,
  dosageForm: 11,
  quantity: 12,
  description: 17,
  whyNoLonger: 18,
  companyCategory: 21,
  facilityId: 22,
};
type Field =
  | (typeof SHORT)[number]
  | 'classification'
  | 'drugUse'
  | 'drugDescription'
  | 'companyCategory'
  | 'description'
  | 'whyNoLonger'
  | 'alsoReportedOther';

/** What the form asks and the case does not say. What is left empty stays as it is. */
export function FormFields({
  found,
  items,
  onClose,
  opened,
  type,
}: {
  found: Case;
  type: ReportType;
  items: readonly { number: number; value: string }[];
  opened: boolean;
  onClose: () => void;
}) {
  const t = useWords('cases');
  const ui = useWords('ui');
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const [also, setAlso] = useState<string[]>([]);
  const [write, { error, loading }] = useMutation(Write, {
    errorPolicy: 'all',
    refetchQueries: ['Form3911', 'SuspectCase'],
    awaitRefetchQueries: true,
  });
  async function submit(event: FormEvent) {
    event.preventDefault();
    const said = Object.fromEntries(
      Object.entries(values).flatMap(([field, value]) => (value.trim() === '' ? [] : [[field, value.trim()]])),
    );
    const { data } = await write({ variables: { id: found.id, input: { ...said, ...(also.length > 0 ? { alsoReported: also } : {}) } } });
    if (data) onClose();
  }
  const of = (field: Field) => ({
    label: t(`form.fields.${field}`),
    value: values[field] ?? '',
    placeholder: items.find(({ number }) => number === ITEMS[field])?.value,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [field]: value }));
    },
  });
  const choices = (field: Field, list: readonly string[]) => [
    { value: '', label: items.find(({ number }) => number === ITEMS[field])?.value || t('newCase.choose') },
    ...list.map((value) => ({ value, label: value })),
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t('form.write')} size="xl" closeButtonProps={{ 'aria-label': ui('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect {...of('classification')} data={choices('classification', CLASSES)} />
            <NativeSelect {...of('drugUse')} data={choices('drugUse', USES)} />
            <NativeSelect {...of('companyCategory')} data={choices('companyCategory', CATEGORIES)} />
            <TextInput {...of('drugDescription')} description={t('form.unknownList')} maxLength={300} />
            {SHORT.map((field) => (
              <TextInput key={field} {...of(field)} maxLength={300} />
            ))}
          </SimpleGrid>
          <Textarea {...of('description')} autosize minRows={3} maxLength={10_000} />
          {type === 'TERMINATION' && <Textarea {...of('whyNoLonger')} autosize minRows={3} maxLength={10_000} />}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <MultiSelect label={t('form.fields.alsoReported')} data={ALSO} value={also} onChange={setAlso} clearable />
            {also.includes('Other') && <TextInput {...of('alsoReportedOther')} maxLength={300} />}
          </SimpleGrid>
          {error && (
            <Alert color="red" role="alert" title={t('fault')}>
              {faultSentence(error)}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {ui('back')}
            </Button>
            <Button type="submit" loading={loading}>
              {t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
