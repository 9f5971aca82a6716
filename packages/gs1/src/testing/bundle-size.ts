import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The bytes of a bundle, minified and gzipped, that takes what `imports` names from the core and nothing else. */
export async function bundledSize(imports: '*' | readonly string[]): Promise<{ readonly bytes: number; readonly code: string }> {
  const core = fileURLToPath(new URL('../index.ts', import.meta.url));
  const entry = '\0entry';
  const text =
    imports === '*' ? `export * from ${JSON.stringify(core)};` : `export { ${imports.join(', ')} } from ${JSON.stringify(core)};`;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [{ name: 'entry', resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? text : undefined) }],
    build: {
      write: false,
      target: 'es2023',
      minify: true,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { format: 'es' } },
    },
  });
  const [output] = [built].flat();
  const code = output !== undefined && 'output' in output ? output.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('') : '';
  return { bytes: gzipSync(code, { level: 9 }).length, code };
}

/** What a bundle may cost at most. */
export const SIZE_LIMITS = { core: 40_000, scan: 25_000 } as const;

/** What the core costs in a bundle, whole and with scan parsing alone. */
export async function coreSizes(): Promise<readonly { readonly name: string; readonly bytes: number; readonly limit: number }[]> {
  const [core, scan] = [await bundledSize('*'), await bundledSize(['decodeScan'])];
  return [
    { name: 'gs1-barcodes, the whole core', bytes: core.bytes, limit: SIZE_LIMITS.core },
    { name: 'gs1-barcodes, decodeScan alone', bytes: scan.bytes, limit: SIZE_LIMITS.scan },
  ];
}
