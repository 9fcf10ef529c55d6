/** Values of a JSON schema, and values that are nearly of it. For tests only. */
import * as fc from 'fast-check'

export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
}

export type Schemas = Readonly<Record<string, JsonSchema>>

/** Mostly valid; what the schema does not say (a refinement) may still be refused. */
export function valuesOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type } = schema
  if ($ref !== undefined) return valuesOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  const options = anyOf ?? oneOf
  if (options) return fc.oneof(...options.map((one) => valuesOf(one, schemas)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (type ?? 'anything') {
    case 'object':
      return objects(schema, schemas)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, schemas), {
        minLength: schema.minItems ?? 0,
        maxLength: 3,
      })
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return strings(schema)
    default:
      return fc.jsonValue()
  }
}

function objects({ properties = {}, required = [] }: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, one]) => [name, valuesOf(one, schemas)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
}

function strings({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom('2026-11-23T10:00:00Z', '2030-01-01T00:00:00.000Z')
  if (format === 'uri') return fc.constantFrom('https://pictures.example/a.jpg', 'http://x.example/')
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: 40 })
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, Math.max(minLength, 40)) })
}

/** Whatever somebody may send: a valid value with one field put wrong, or no such thing at all. */
export function nearlyValuesOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const spoilt = fc
    .tuple(valuesOf(schema, schemas), fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }))
    .map(([value, name, wrong]) => (isObject(value) ? { ...value, [name]: wrong } : wrong))
  const replaced = fc
    .tuple(valuesOf(schema, schemas), fc.nat(), fc.jsonValue({ maxDepth: 1 }))
    .map(([value, at, wrong]) => {
      if (!isObject(value)) return wrong
      const names = Object.keys(value)
      return { ...value, [names[at % Math.max(1, names.length)] ?? 'x']: wrong }
    })
  return fc.oneof(spoilt, replaced, fc.jsonValue())
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
