import type { AnyOperation, Operation, Responses } from "./operation";

/**
 * The one way to write a route. Types of `params`, `query`, `body` and of the answer follow from the schemas, which
 * also make the OpenAPI document.
 *
 * A route parses, calls one service and responds; everything else is done around it (see `perform`).
 */
export function route<C, const R extends Responses, P, Q, B>(
  operation: Operation<C, P, Q, B, R>,
): AnyOperation {
  return operation;
}
