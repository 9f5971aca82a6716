import { SimpleGrid, TextInput } from '@mantine/core';
import { useWords } from '../../words';

/** What is typed of a point on the map. */
export interface PointValue {
  latitude: string;
  longitude: string;
}
export const NO_POINT: PointValue = { latitude: '', longitude: '' };
const DEGREES_MAX: Readonly<Record<keyof PointValue, number>> = { latitude: 90, longitude: 180 };

export function PointFields({ value, onChange }: { value: PointValue; onChange: (value: PointValue) => void }) {
  const t = useWords('operator');
  const problems = pointProblems(value);
  const field = (name: keyof PointValue) => {
    const problem = problems[name];
    return (
      <TextInput
        label={t(`point.${name}`)}
        description={t(`point.${name}Hint`)}
        value={value[name]}
        error={problem && t(`point.${problem}`, { most: DEGREES_MAX[name] })}
        onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
      />
    );
  };
  return (
    <SimpleGrid cols={2} spacing="sm">
      {field('latitude')}
      {field('longitude')}
    </SimpleGrid>
  );
}

/** What is wrong with each half: not degrees, or missing beside the other. */
export function pointProblems(value: PointValue): Partial<Record<keyof PointValue, 'degrees' | 'both'>> {
  const problem = (name: keyof PointValue, other: keyof PointValue) => {
    const text = value[name].trim();
    if (text === '') return value[other].trim() === '' ? undefined : 'both';
    return Math.abs(degrees(text)) <= DEGREES_MAX[name] ? undefined : 'degrees';
  };
  return { latitude: problem('latitude', 'longitude'), longitude: problem('longitude', 'latitude') };
}

/** The point as numbers; null where none was typed. */
export function readPoint({ latitude, longitude }: PointValue): { latitude: number | null; longitude: number | null } {
  const read = (text: string) => (text.trim() === '' ? null : degrees(text.trim()));
  return { latitude: read(latitude), longitude: read(longitude) };
}

/** A comma is a decimal point in half of the world; NaN for anything else. */
const degrees = (text: string): number => (/^-?\d{1,3}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN);
