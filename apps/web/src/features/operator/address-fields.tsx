import { SimpleGrid, TextInput } from '@mantine/core';

export interface AddressValue {
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}
export const NO_ADDRESS: AddressValue = { street: '', city: '', state: '', postalCode: '', country: 'US' };

export function AddressFields({ value, onChange }: { value: AddressValue; onChange: (value: AddressValue) => void }) {
  const field = (name: keyof AddressValue, label: string) => (
    <TextInput label={label} required value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })} />
  );
  return (
    <>
      {field('street', 'Street')}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {field('city', 'City')}
        {field('state', 'State')}
        {field('postalCode', 'Postal code')}
        {field('country', 'Country')}
      </SimpleGrid>
    </>
  );
}
