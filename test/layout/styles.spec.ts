import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mantine = join(root, 'node_modules/@mantine/core');
const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map(({ name, parentPath }) => join(parentPath, name));

/** The components that the portal's pages name. */
function named(): Set<string> {
  const imports = filesBelow(join(root, 'apps/web/src'), /\.tsx?$/).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].map(([, names = '']) => names));
  return new Set(imports.flatMap((names) => names.split(',').map((name) => name.replace(/^\s*type\s|\sas\s.*$/g, '').trim())).filter((name) => /^[A-Z]/.test(name)));
}

/** The components that a component is made of, itself among them. */
function within(component: string, seen: Set<string>): Set<string> {
  // What several components share stands among the utilities: the label beside a radio button, a checkbox or a switch.
  const folder = ['components', 'utils'].map((kind) => join(mantine, 'esm', kind, component)).find((each) => existsSync(each));
  if (seen.has(component) || folder === undefined) return seen;
  seen.add(component);
  for (const file of filesBelow(folder, /\.mjs$/)) for (const [, other = ''] of readFileSync(file, 'utf8').matchAll(/from "(?:\.\.\/)+(?:utils\/)?(\w+)\//g)) within(other, seen);
  return seen;
}

describe('the style sheets of the portal', () => {
  it('are those of the components that it uses, and of what these are made of: none missing, none in vain', () => {
    const used = new Set<string>();
    for (const component of [...named(), 'Notification']) within(component, used);
    const needed = [...used].filter((component) => existsSync(join(mantine, 'styles', `${component}.css`))).sort();
    const imported = [...readFileSync(join(root, 'apps/web/src/app/styles.ts'), 'utf8').matchAll(/@mantine\/core\/styles\/([A-Z]\w+)\.css/g)].map(([, component = '']) => component);
    expect([...imported].sort()).toEqual(needed);
  });
});
