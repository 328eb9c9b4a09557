import type { AnyOperation } from "@/lib/api/route/operation";
import { METHODS, type Method, type Resource } from "@/lib/api/route/resource";

export type PlacedOperation = { path: string; method: Method; operation: AnyOperation };

/** The operations of these routes, each with its path under `/api/v1` and its method. */
export function operationsOf(resources: readonly Partial<Resource>[]): PlacedOperation[] {
  return resources.flatMap((resource) =>
    METHODS.flatMap((method) => {
      const handler = resource[method];
      return handler?.operation ? [{ path: handler.path, method, operation: handler.operation }] : [];
    }),
  );
}
