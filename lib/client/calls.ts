import type { MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "./schema";

export type Method = "get" | "post" | "patch" | "put" | "delete";

/** The paths that have this method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: [Exclude<paths[P][M], undefined>] extends [never] ? never : P;
}[keyof paths];

/** What a call takes beside its path: `params`, `body`, and whatever `fetch` takes. */
export type Init<P extends keyof paths, M extends Method> = MaybeOptionalInit<paths[P], M>;

type InitArguments<T> = Record<never, never> extends T ? [init?: T] : [init: T];

type Success = 200 | 201 | 202 | 203 | 204;
type Content<R> = R extends { content: infer C extends object } ? C[keyof C] : undefined;
type Data<Operation> = Operation extends { responses: infer R }
  ? { [Status in keyof R & Success]: Content<R[Status]> }[keyof R & Success]
  : never;

/** What a call answers when all goes well. */
export type Answer<P extends keyof paths, M extends Method> = Data<paths[P][M]>;

/** A method of the client: `get("/tickets/{id}", { params: { path: { id } } })`. */
export type Call<M extends Method> = <P extends PathWith<M>>(
  path: P,
  ...init: InitArguments<Init<P, M>>
) => Promise<Answer<P, M>>;

type Page = { data: unknown[]; nextCursor: string | null };

/** The paths that answer lists. */
export type ListPath = {
  [P in PathWith<"get">]: Answer<P, "get"> extends Page ? P : never;
}[PathWith<"get">];

/** One row of a list. */
export type Row<P extends ListPath> = Answer<P, "get"> extends { data: (infer R)[] } ? R : never;
