/** One model of schema.prisma in the database's own words. */
export interface SchemaModel {
  name: string;
  /** With its schema: `record.lot`. */
  table: string;
  columns: { column: string; type: string; nullable: boolean; hasDefault: boolean }[];
  keys: { kind: 'id' | 'unique' | 'index'; columns: string[] }[];
  references: { columns: string[]; target: string }[];
}

/**
 * Reads the models of a Prisma schema as we write it: one field a line, native types where they differ from Prisma's own.
 * A line it does not understand is a fault, so that nothing is left unchecked.
 */
export function readSchema(text: string): SchemaModel[] {
  const blocks = [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = '', body = '']) => ({
    name,
    lines: body.split('\n').map((line) => line.trim()),
  }));
  const tables = new Map(blocks.map(({ name, lines }) => [name, tableOf(name, lines)]));
  return blocks.map(({ name, lines }) => readModel(name, lines, tables));
}

interface Field {
  name: string;
  type: string;
  mark: string;
  rest: string;
}

function readModel(name: string, lines: string[], tables: Map<string, string>): SchemaModel {
  const fields = lines.filter((line) => line && !line.startsWith('@@') && !line.startsWith('//')).map(readField);
  const stored = fields.filter(({ type }) => !tables.has(type));
  const columnNames = new Map(stored.map((field) => [field.name, columnOf(field)]));
  const toColumns = (list = '') => list.split(',').map((field) => columnNames.get(field.trim()) ?? fault(name, field));
  const marked = (mark: '@id' | '@unique') => stored.filter(({ rest }) => rest.split(' ').includes(mark)).map(columnOf);
  const listed = lines.flatMap((line) => {
    const [, kind, list] = /^@@(id|unique|index)\(\[([^\]]+)\](?:, type: Gin)?\)$/.exec(line) ?? [];
    return kind ? [{ kind: kind as 'id' | 'unique' | 'index', columns: toColumns(list) }] : [];
  });
  return {
    name,
    table: tables.get(name) ?? fault(name, 'no table'),
    columns: stored.map((field) => ({
      column: columnOf(field),
      type: typeOf(name, field),
      nullable: field.mark === '?',
      hasDefault: field.rest.includes('@default('),
    })),
    keys: [
      ...marked('@id').map((column) => ({ kind: 'id' as const, columns: [column] })),
      ...marked('@unique').map((column) => ({ kind: 'unique' as const, columns: [column] })),
      ...listed,
    ],
    references: fields.flatMap(({ type, rest }) => {
      const [, list] = /@relation\((?:"\w+", )?fields: \[([^\]]+)\]/.exec(rest) ?? [];
      return list ? [{ columns: toColumns(list), target: tables.get(type) ?? fault(name, type) }] : [];
    }),
  };
}

function readField(line: string): Field {
  const [, name, type, mark = '', rest = ''] = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? [];
  return name && type ? { name, type, mark, rest } : fault('a model', line);
}

function tableOf(name: string, lines: string[]): string {
  const said = lines.join('\n');
  const [, table] = /^@@map\("(\w+)"\)$/m.exec(said) ?? [];
  const [, schema] = /^@@schema\("(\w+)"\)$/m.exec(said) ?? [];
  return table && schema ? `${schema}.${table}` : fault(name, 'no @@map or @@schema');
}

function columnOf({ name, rest }: Field): string {
  return /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name;
}

const PLAIN: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Float: 'double precision',
  Bytes: 'bytea',
  Json: 'jsonb',
};
const NATIVE: Record<string, string> = { Uuid: 'uuid', Date: 'date', SmallInt: 'smallint', 'Timestamptz(6)': 'timestamp with time zone' };

function typeOf(model: string, { type, mark, rest }: Field): string {
  const [, native] = /@db\.(\w+(?:\(\d+\))?)/.exec(rest) ?? [];
  const plain = (native ? NATIVE[native] : PLAIN[type]) ?? fault(model, `${type} ${native ?? ''}`);
  // The catalogue calls a list of it by another name.
  return mark === '[]' ? `_${plain === 'double precision' ? 'float8' : plain}` : plain;
}

function fault(model: string, what: string): never {
  throw new Error(`schema.prisma, ${model}: cannot read ${what}.`);
}
