import { SimpleGrid, TextInput } from '@mantine/core';
import { useWords } from '../../words';

export interface AddressValue {
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}
export const NO_ADDRESS: AddressValue = { street: '', city: '', state: '', postalCode: '', country: 'US' };

export function AddressFields({ value, onChange }: { value: AddressValue; onChange: (value: AddressValue) => void }) {
  const t = useWords('operator');
  const field = (name: keyof AddressValue) => (
    <TextInput
      label={t(`address.${name}`)}
      required
      value={value[name]}
      onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field('street')}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {field('city')}
        {field('state')}
        {field('postalCode')}
        {field('country')}
      </SimpleGrid>
    </>
  );
}
