import type { CodegenConfig } from '@graphql-codegen/cli';

/** The typed operations of src/client, from files alone: nothing is fetched and nothing is reported. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/**/*.graphql',
  generates: {
    'src/client/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        // Plain strings: the clients send them as they are and need no graphql-js.
        documentMode: 'string',
        enumType: 'string-literal',
        strictScalars: true,
        scalars: { ID: 'string', DateTime: 'string', SafeInt: 'number', JSON: 'unknown' },
        immutableTypes: true,
        useTypeImports: true,
        skipTypename: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
      },
    },
  },
};

export default config;
