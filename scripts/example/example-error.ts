/** Something is not as it should be. `message` is the sentence that the example ends with. */
export class ExampleError extends Error {
  override readonly name = "ExampleError";
}

/** @throws {ExampleError} with the sentence, unless what it says is so. */
export function expectThat(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new ExampleError(otherwise);
}
