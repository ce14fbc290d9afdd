/**
 * The program that every client in a pod or container runs for TCP probes, as `['sh', '-c', CURL_PROGRAM]`: POSIX sh (dash, bash, busybox) and curl.
 *
 * Its standard input: a line with the mark, then for each batch a line with a number N and N lines of curl's config
 * format; N = 0 or the end of the input ends it. (`read` takes a pipe byte by byte, so nothing is read ahead.)
 * Its output for each batch, every line that starts with the mark preceded by a newline of its own:
 *
 *     MARK begin
 *     <body>                  for each URL
 *     MARK url <JSON>
 *     MARK trace
 *     <curl's messages>       for each URL
 *     MARK at <number of the URL>
 *     <what else was said>
 *     MARK end <exit code>
 *
 * The mark is random and leaves the client in no request, so no server can write such a line. The messages are held
 * back until the bodies are through: on one stream they would cut bodies in two.
 */
const CURL_PROGRAM = `
IFS= read -r mark || exit 0
{
  while IFS= read -r lines && [ "$lines" -gt 0 ]; do
    printf '\\n%s begin\\n' "$mark"
    trace=$(
      while [ "$lines" -gt 0 ] && IFS= read -r line; do
        printf '%s\\n' "$line"
        lines=$((lines - 1))
      done | curl -q -K - 2>&1 >&3
    )
    code=$?
    printf '\\n%s trace\\n%s\\n\\n%s end %s\\n' "$mark" "$trace" "$mark" "$code"
  done
} 3>&1
`;

export const CURL_COMMAND: readonly string[] = ['sh', '-c', CURL_PROGRAM];
