import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { alias } from '../../../../../test/support/workspace-alias.mjs';
import { workspaceRoot } from '../../platform/workspace.ts';

/** Bundles a program as what is shipped is bundled, and gives the folder and the file: the runner that tests go through costs memory and time of its own. */
export async function builtProgram(file: string): Promise<{ readonly folder: string; readonly program: string }> {
  const root = workspaceRoot();
  const folder = resolve(root, 'node_modules/.cache/packtrail', `program-${randomBytes(6).toString('hex')}`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    // Programs find files beside their own source.
    plugins: [{ name: 'own-place', transform: (code, id) => code.replaceAll(/import[.]meta[.]url/g, JSON.stringify(pathToFileURL(id).href)) }],
    build: { ssr: resolve(root, file), outDir: folder, emptyOutDir: true, minify: false, target: 'node20', rollupOptions: { output: { entryFileNames: 'program.mjs' } } },
  });
  return { folder, program: resolve(folder, 'program.mjs') };
}
