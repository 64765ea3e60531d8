import { describe, expect, test } from 'vitest';
import agreementSchema from '../../../../../agreement.schema.json' with { type: 'json' };
import { describe as describePath, keysAt, type Schema, schemasAt, valuesAt } from './schema-walk.ts';

describe('the schema of agreements', () => {
  test('knows its keys, what they hold and which must be there', () => {
    const keys = keysAt(agreementSchema, []);
    expect(keys.find(({ key }) => key === 'officeHours')?.holds).toBe('mapping');
    expect(keys.find(({ key }) => key === 'channels')?.holds).toBe('list');
    expect(keys.find(({ key }) => key === 'id')?.holds).toBe('value');
    expect(keys.filter(({ isRequired }) => isRequired).map(({ key }) => key)).toEqual(agreementSchema.required);
  });

  test('offers the words of a choice before examples', () => {
    const values = valuesAt(agreementSchema, ['status']);
    expect(values.map(({ text }) => text)).toEqual(['active', 'paused', 'ended']);
    expect(valuesAt(agreementSchema, ['client', 'language']).every(({ isExample }) => !isExample)).toBe(true);
    expect(valuesAt(agreementSchema, ['client', 'timeZone']).every(({ isExample }) => isExample)).toBe(true);
  });

  test('is followed into lists', () => {
    expect(keysAt(agreementSchema, ['officeHours', 'exceptions', '[]']).map(({ key }) => key)).toContain('until');
  });

  test('has nothing to say of a path that leads nowhere, nor of what every object has', () => {
    expect(schemasAt(agreementSchema, ['nobody', 'knows'])).toEqual([]);
    expect(schemasAt(agreementSchema, ['constructor'])).toEqual([]);
  });
});

describe('any schema', () => {
  const tree: Schema = {
    properties: { root: { $ref: '#/$defs/node' } },
    $defs: {
      node: {
        description: 'A branch.',
        anyOf: [
          { type: 'object', properties: { left: { $ref: '#/$defs/node' } }, additionalProperties: { type: 'boolean' } },
          { allOf: [{ $ref: '#/$defs/node' }, { enum: ['leaf', 3, null] }] },
        ],
      },
    },
  };

  test('is followed through references, alternatives and names that are free, round and round', () => {
    expect(describePath(tree, ['root', 'left', 'left'])).toBe('A branch.');
    expect(valuesAt(tree, ['root', 'left']).map(({ text }) => text)).toEqual(['leaf', '3']);
    expect(valuesAt(tree, ['root', 'anything']).map(({ text }) => text)).toEqual(['true', 'false']);
  });
});
