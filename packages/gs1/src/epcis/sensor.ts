// The fields of a sensor's metadata and of its reports, in the order of CBV 2.0's hash (8.9.3).
export const SENSOR_METADATA_FIELDS = [
  'time',
  'startTime',
  'endTime',
  'deviceID',
  'deviceMetadata',
  'rawData',
  'dataProcessingMethod',
  'bizRules',
];
// prettier-ignore
export const SENSOR_REPORT_FIELDS = ['type', 'exception', 'deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules', 'time', 'microorganism',
  'chemicalSubstance', 'value', 'component', 'stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank',
  'percValue', 'uom', 'coordinateReferenceSystem'];

export const SENSOR_NUMBERS: ReadonlySet<string> = new Set(['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue']);
export const SENSOR_TIMES: ReadonlySet<string> = new Set(['time', 'startTime', 'endTime']);

/** What a field's words are short for: measurements and alarms are words of the GS1 Web Vocabulary, components of CBV 2.0 (7.10). */
const WORDS: Readonly<Record<string, { readonly web: string; readonly spellings: RegExp }>> = {
  type: { web: 'https://gs1.org/voc/', spellings: /^(?:gs1:|https?:\/\/(?:www\.)?gs1\.org\/voc\/)/ },
  exception: { web: 'https://gs1.org/voc/', spellings: /^(?:gs1:|https?:\/\/(?:www\.)?gs1\.org\/voc\/)/ },
  component: { web: 'https://ref.gs1.org/cbv/Comp-', spellings: /^(?:cbv:|https:\/\/ref\.gs1\.org\/cbv\/)Comp-/ },
};

type Report = Readonly<Record<string, string>>;

/** A report with its bare words; a URI of another vocabulary as it is. */
export const withSensorWords = (report: Report): Report =>
  mapped(report, (field, text) => text.replace(WORDS[field]?.spellings ?? /^$/, ''));

/** A report with the web URIs of its words; what is no bare word as it is. */
export const withSensorUris = (report: Report): Report =>
  mapped(report, (field, word) => (/^[A-Za-z][\w-]*$/.test(word) ? (WORDS[field]?.web ?? '') + word : word));

const mapped = (report: Report, change: (field: string, value: string) => string): Report =>
  Object.fromEntries(Object.entries(report).map(([field, value]) => [field, change(field, value)]));
