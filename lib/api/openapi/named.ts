import { z } from "zod";

/**
 * The schema under a name, so that generated clients get types with names: its own, or `MintTicketsBody` and the like.
 * An object without fields stays as it is: many operations share it.
 */
export function named(schema: z.ZodType, name: string): z.ZodType {
  const isEmpty = schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
  if (isEmpty || schema.meta()?.id !== undefined) return schema;
  return schema.meta({ ...schema.meta(), id: name.charAt(0).toUpperCase() + name.slice(1) });
}
