/** What a writing request carries besides its body. */
export interface WriteOptions {
  /** Who is noted as the owner of the fields: `fieldManager`, else the beginning of the User-Agent. */
  readonly manager: string;
  readonly dryRun: boolean;
  readonly fieldValidation: 'Ignore' | 'Warn' | 'Strict';
  /** Sentences for `Warning` headers are added here. */
  readonly warnings: string[];
}

/** Writes of the arranging test: nobody is warned, nobody is noted. */
export const arranged: WriteOptions = {
  manager: '',
  dryRun: false,
  fieldValidation: 'Ignore',
  warnings: [],
};

export function writeOptionsOf(query: URLSearchParams, userAgent: string): WriteOptions {
  const validation = query.get('fieldValidation');
  return {
    manager: query.get('fieldManager') || (userAgent.split('/')[0] ?? ''),
    dryRun: query.getAll('dryRun').includes('All'),
    fieldValidation: validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
    warnings: [],
  };
}
