/** The words of whatever was thrown. By shape: an error of Node's own is no `instanceof Error` inside Jest. */
export function errorText(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
