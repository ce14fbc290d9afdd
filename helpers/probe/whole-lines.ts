/** Takes pieces of text, and gives each time the lines, without their ends, that are whole by then. */
export function wholeLines(): (text: string) => string[] {
  let rest = '';
  return (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    return lines;
  };
}
