/**
 * What may be logged of an error: its name, code and where it was thrown. Not its message, which may quote what people
 * wrote ("Unexpected token in …").
 */
export function errorFields(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = error.stack
    ?.split('\n')
    .find((line) => line.startsWith('    at '))
    ?.trim();
  const code = 'code' in error ? String(error.code) : undefined;
  return { error: error.name, ...(code !== undefined && { code }), ...(at !== undefined && { at }) };
}
