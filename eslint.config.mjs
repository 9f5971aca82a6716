import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/.nx/**', '**/node_modules/**', '.packtrail/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { '@nx': nx },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly' } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'packages/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          // The demo's story lives beside the schema and belongs to no project, and so do the tools of tests.
          allow: ['@packtrail/seed', '../**/test/support/xsd-errors.ts', '../**/test/support/workspace-alias.mjs', '../**/test/simulation/chance.ts', '../**/packages/gs1/src/testing/event-cases.ts', '../**/packages/gs1/src/testing/random-event.ts'],
          depConstraints: [
            { sourceTag: 'scope:gs1', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'scope:ledger', onlyDependOnLibsWithTags: ['scope:gs1'] },
            { sourceTag: 'scope:api', onlyDependOnLibsWithTags: ['scope:gs1', 'scope:ledger'] },
            { sourceTag: 'scope:web', onlyDependOnLibsWithTags: ['scope:gs1', 'scope:ledger'] },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-properties': ['error', ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({ property, message: 'Speaks the language of the browser: ui/number and ui/when speak that of the portal.' }))],
    },
  },
);
