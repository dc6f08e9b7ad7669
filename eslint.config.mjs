import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const pureRing = [
  'ecosystems',
  'lockfiles',
  'changes',
  'facts',
  'formats',
  'policy',
  'measures',
  'rules',
  'sources',
  'assess',
  'present',
  'model',
  'engine',
].map((folder) => `server/src/${folder}/**/*.ts`);

export default defineConfig(
  { ignores: ['action/**', 'dist/**', 'node_modules/**', '.cache/**', '**/*.mjs', '**/*.cjs'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/unbound-method': 'off', // ports, sources and rules are records of closures; no class keeps state behind `this`
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/^zod/] > ImportSpecifier',
          message: "import * as z from 'zod/mini': named, it bundles the whole library",
        },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    // The core has no clock, no chance and no console: time and the rest come in as arguments.
    files: pureRing,
    rules: {
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
      'no-restricted-globals': ['error', 'console', 'fetch', 'process'],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportDeclaration[source.value=/^zod/] > ImportSpecifier', message: "import * as z from 'zod/mini'" },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'time comes in as an argument' },
      ],
    },
  },
);
