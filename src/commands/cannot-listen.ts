/** The address of the API cannot be had. The message says which and what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}
