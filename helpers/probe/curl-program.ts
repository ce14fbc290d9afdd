/**
 * The program that every client in a pod or container runs for TCP probes, as `['sh', '-c', CURL_PROGRAM]`: POSIX sh (dash, bash, busybox), coreutils' dd (or busybox's) and curl.
 * With coreutils' stdbuf curl says in one write what it otherwise says in dozens for each URL, each of which wakes the shell.
 *
 * Its standard input: a line with the mark, then for each batch a line with a number N and N bytes of curl's config
 * format; N = 0 or the end of the input ends it. Nothing is read ahead: `read` takes a pipe byte by byte, dd what it is told.
 * Its output for each batch, every line that starts with the mark preceded by a newline of its own:
 *
 *     MARK begin
 *     <body>                  for each URL
 *     MARK url <report>
 *     MARK trace
 *     <curl's messages>       for each URL, if one of them was not answered
 *     MARK at <number of the URL> exit<code>
 *     <what else was said>
 *     MARK end <exit code>
 *
 * The mark is random and leaves the client in no request, so no server can write such a line. The messages are held
 * back until the bodies are through: on one stream they would cut bodies in two.
 */
const CURL_PROGRAM = `
IFS= read -r mark || exit 0
curl=curl
if stdbuf -e65536 true 2>/dev/null; then curl='stdbuf -e65536 curl'; fi
{
  while IFS= read -r bytes && [ "$bytes" -gt 0 ]; do
    printf '\\n%s begin\\n' "$mark"
    trace=$(dd bs="$bytes" count=1 iflag=fullblock status=none | $curl -q -K - 2>&1 >&3)
    code=$?
    case "$code $trace" in '0 '*exit[1-9]*) ;; '0 '*) trace= ;; esac
    printf '\\n%s trace\\n%s\\n\\n%s end %s\\n' "$mark" "$trace" "$mark" "$code"
  done
} 3>&1
`;

export const CURL_COMMAND: readonly string[] = ['sh', '-c', CURL_PROGRAM];
