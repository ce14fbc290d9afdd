# The one program that every client in a pod or container runs for UDP probes, for streams and for flows: bash 5 and coreutils' dd (or
# busybox's). One exec carries as many sessions of it as there are at a time, since an exec costs a node more than all the probes of
# a sample.
#
# A line of its standard input is a session's number and a line for that session, which begins with the first one that names it;
# `kill` ends it at once. A line of its output is a session's number and what the session says, \036 for a newline, or the number
# alone once the session has ended. It is one write of at most PIPE_BUF bytes, so that no two are mixed.
#
# A session's lines: its mark, then one for each probe:
#
#     once udp  HOST PORT MS PAYLOAD    on a socket of its own; sent again after each second of silence
#     once tcp  HOST PORT MS PAYLOAD    on a connection of its own: no process is started for it
#     flow udp|tcp HOST PORT MS PAYLOAD on the one socket that the first such line opened
#     stream udp|tcp HOST PORT MS EVERY PAYLOAD
#                                       like `once`, every EVERY ms until the next line, whatever it is; PAYLOAD's ~ is the probe's number
#
# PAYLOAD is the rest of the line, with \r and \n written as such. `0` ends the session; any other line is what is left of one that
# was cut, and passed over.
# What it says of each probe, each marked line preceded by a newline of its own; TIME is in us on the clock of this place:
#
#     MARK begin TIME
#     MARK silence TIME                 after a datagram that got no reply, if another was sent
#     <what came>
#     MARK came TIME                    of a connection of its own only
#     <what came, or the error's words>
#     MARK end STAGE CODE TIME          STAGE: open, send or receive, CODE 0 (came whole), 124 (out of time) or another (words);
#                                       `closed` by the other side; `long`: more than is read
#     MARK stopped TIME                 after a stream's last probe
#
# The mark is random and leaves the client in no request, so no server can write such a line.
export LC_ALL=C
exec {idle}<> <(:) # never readable: what a pause reads from
trap '' PIPE # Writing to a connection that was reset is an error like others.

longest=65536
longest_said=4000
length_line=$'\ncontent-length: *([0-9]+)'
fd='' buffer='' answer='' owed=0 unheard='' silent=()

# What is said of a probe is told in one write: each is a message through the cluster's API. bash writes line by line.
said=''
say() { said+=$'\n'"$mark $1 ${EPOCHREALTIME/[^0-9]/}"$'\n'; }
tell() {
  said=${said//$'\n'/$'\036'}
  while [ -n "$said" ]; do
    echo "$session ${said:0:longest_said}" || exit # nobody listens any more
    said=${said:longest_said}
  done
}
# What a builtin said that failed.
complain() {
  local words
  while read -r -t 0 -u "$errors"; do
    read -r -u "$errors" words
    said+=${words/#environment:/bash:}$'\n' # as bash calls the place of a function in an eval
  done
}
left() { us=$((deadline - ${EPOCHREALTIME/[^0-9]/})); }
seconds() { printf -v "$1" '%d.%06d' $(($2 / 1000000)) $(($2 % 1000000)); }

# A connection that nobody takes blocks bash for minutes, a signal ends its connect(2): `on` and a number of seconds sets the alarm off
# after so long, and then again, in case it came too early, until `off`. A read that is out of time may have taken part of a line,
# which is lost: where `off` is, the next `on` stands in for it, and anything else is passed over.
alarm=''
alarms() {
  local line limit code
  exec >/dev/null 2>&1 # here, as what a redirection of its call saves would keep the exec open
  while read -r line; do
    while [[ $line = on\ * ]]; do
      limit=${line#on }
      while
        read -r -t "$limit" line
        code=$?
        [[ $code -ne 0 || ($line != off && $line != on\ *) ]]
      do
        [ "$code" -ne 1 ] || return # its session has ended, even if a zombie is left of it that takes signals
        kill -ALRM "$self" || return
        limit=0.05
      done
    done
  done
}

open() {
  local limit
  for (( ; ; )); do
    rung=''
    if [ "$protocol" = tcp ]; then
      [ -n "$alarm" ] || exec {alarm}> >(alarms)
      [ "$us" -gt 0 ] || us=1 # so late can it be on a busy machine
      seconds limit "$us"
      echo "on $limit" >&"$alarm"
    fi
    { exec {fd}<>"/dev/$protocol/$host/$port" || fd=; } 2>&"$errors"
    [ "$protocol" = udp ] || echo off >&"$alarm"
    [ -n "$fd" ] && return
    left
    # An alarm that was set for the connection before this one may ring a moment too late.
    [ -n "$rung" ] && [ "$us" -gt 0 ] || break
    while read -r -t 0 -u "$errors"; do read -r -u "$errors"; done
  done
  complain
  if [ "$us" -gt 0 ]; then say 'end open 1'; else say 'end open 124'; fi
  return 1
}

# In one write, so one datagram; printf would write line by line.
send() {
  { echo -n "$payload" >&"$fd"; } 2>&"$errors" && return
  complain
  say 'end send 1'
  return 1
}

# What comes within $1 us, by one read, or the words of its error: `read` takes byte by byte, which loses the rest of a datagram. dd is
# not started before there is something to read, so that it never waits, and nothing ends it: a busy machine may take a second for
# it, and what it has read by then never comes again.
hear() {
  local end=$((${EPOCHREALTIME/[^0-9]/} + $1)) pause=4
  heard=''
  command -v dd >/dev/null || { heard=$(dd 2>&1); return; }
  until read -t 0 -u "$fd"; do
    [ "${EPOCHREALTIME/[^0-9]/}" -lt "$end" ] || return 124
    read -r -t "0.0$((pause / 10))$((pause % 10))" -u "$idle"
    [ "$pause" -gt 32 ] || pause=$((pause * 2)) # what does not come at once is looked for less often
  done
  heard=$(
    dd bs="$longest" count=1 status=none <&"$fd" 2>&1
    printf ' %s' $?
  )
  set -- "${heard##* }"
  heard=${heard% *}
  return "$1"
}

# Replies and errors that belong to earlier datagrams.
drain() {
  local n
  for ((n = 0; n < 100; n++)); do
    read -t 0 -u "$fd" || return
    hear 1000
  done
}

udp() {
  local code
  unheard=1
  for (( ; ; )); do
    tell
    if ! { echo -n "$payload" >&"$fd"; } 2>&"$errors"; then
      complain
      # Where this place's own rules reject it, as a node's do, sending is not permitted, and that it was refused is heard afterwards.
      hear 200000
      said+=$heard
      say 'end send 1'
      return
    fi
    left
    if [ "$verb" != flow ] && [ "$us" -gt 1000000 ]; then us=1000000; fi
    [ "$us" -gt 0 ] || us=1
    hear "$us"
    code=$?
    if [ "$code" -ne 124 ]; then
      [ "$code" -ne 0 ] || unheard=''
      said+=$heard
      say "end receive $code"
      return
    fi
    left
    if [ "$verb" = flow ] || [ "$us" -le 0 ]; then break; fi
    say silence
  done
  say 'end receive 124'
}

# A node remembers for half a minute how it routed a datagram that nobody answered, and routes the next one from that port alike,
# whatever was programmed since. While the socket is open nobody is given its port.
keep() {
  [ "${#silent[@]}" -lt 100 ] || { exec {silent[0]}>&- && silent=("${silent[@]:1}"); }
  silent+=("$fd")
}

# Takes one whole answer off the buffer.
whole() {
  local head=${buffer%%$'\r\n\r\n'*} size
  [ "$head" != "$buffer" ] || return
  [[ ${head,,} =~ $length_line ]] || return
  size=$((${#head} + 4 + 10#${BASH_REMATCH[1]}))
  [ "${#buffer}" -ge "$size" ] || return
  answer=${buffer:0:size}
  buffer=${buffer:size}
}

# Answers come in the order of the requests: those that came too late for theirs are still taken off first. By dd: what `read` has
# taken of a late one when it is out of time may be lost.
tcp() {
  local code
  send || return
  owed=$((owed + 1))
  for (( ; ; )); do
    while whole; do
      owed=$((owed - 1))
      [ "$owed" -eq 0 ] || continue
      said+=$answer
      say 'end receive 0'
      return
    done
    if [ "${#buffer}" -gt "$longest" ]; then say 'end long 0' && return; fi
    left
    [ "$us" -gt 0 ] || break
    hear "$us"
    code=$?
    [ "$code" -ne 124 ] || continue
    if [ "$code" -ne 0 ]; then said+=$heard && say "end receive $code" && return; fi
    if [ -z "$heard" ]; then
      said+=$buffer
      say 'end closed 0'
      return
    fi
    buffer+=$heard
  done
  said+=$buffer
  say 'end receive 124'
}

# Reads on, by read's options: $part is what came, added to $buffer; $code is read's own.
take() {
  local limit
  left
  [ "$us" -gt 0 ] || us=1
  seconds limit "$us"
  IFS= read -r -t "$limit" -u "$fd" "$@" part 2>&"$errors"
  code=$?
  buffer+=$part
  return "$code"
}

# The answer's head line by line, then as much as its Content-Length says, or else up to the end of the connection: then whoever
# asks for it decides whether it is whole.
once_tcp() {
  local code=0 part length=''
  buffer=''
  send || return
  while take -n 4096; do
    [ "${#part}" -ge 4096 ] || buffer+=$'\n'
    if [ "$part" = $'\r' ] || [ "${#buffer}" -gt "$longest" ]; then break; fi
    if [[ ${part,,} =~ ^content-length:\ *([0-9]+) ]]; then length=10#${BASH_REMATCH[1]}; fi
  done
  if [ "$code" -eq 0 ]; then
    if [ -z "$length" ]; then
      while [ "${#buffer}" -le "$longest" ] && take -d '' -n 4096; do :; done
    elif ((length > 0 && length <= longest)); then
      # Not by -N, whose buffer outlives a read that is out of time: what is in it would be the next answer's beginning.
      take -d '' -n "$((length))"
    fi
  fi
  if [ "${#buffer}" -gt "$longest" ] || ((${length:-0} > longest)); then
    said+=${buffer:0:1024}
    say came
    say 'end long 0'
    return
  fi
  said+=$buffer
  say came
  if [ "$code" -eq 0 ]; then
    say 'end receive 0'
  elif [ "$code" -gt 128 ]; then
    say 'end receive 124'
  elif read -r -t 0 -u "$errors"; then
    complain
    say 'end receive 1'
  else
    say 'end closed 0'
  fi
}

# One probe, by what the line says of it.
probe() {
  unheard=''
  say begin
  deadline=$((${EPOCHREALTIME/[^0-9]/} + ms * 1000))
  left
  if [ -n "$fd" ]; then [ "$protocol" = tcp ] || drain; else open || return; fi
  case $verb.$protocol in
    once.tcp | stream.tcp) once_tcp ;;
    *) "$protocol" ;;
  esac
  [ "$verb" != flow ] || return
  if [ "$unheard" ]; then keep; else exec {fd}>&-; fi
  fd=
}

# The pace is kept here: nothing between this place and who asked can hold it up.
stream() {
  local template=${payload#* } every=$((${payload%% *} * 1000)) n due now limit line
  due=${EPOCHREALTIME/[^0-9]/}
  for ((n = 1; ; n++)); do
    payload=${template/"~"/$n}
    probe
    tell
    now=${EPOCHREALTIME/[^0-9]/}
    due=$((due + every > now ? due + every : now))
    if [ "$due" -gt "$now" ]; then
      seconds limit "$((due - now))"
      # A line that is cut by the end of the pause is one too.
      line=''
      read -r -t "$limit" line
      if [ "$?" -le 128 ] || [ -n "$line" ]; then break; fi
    elif read -r -t 0; then
      read -r -t 1 line # it may have been cut before
      break
    fi
  done
  say stopped
}

session() {
  local input mark
  session=$1 self=$BASHPID
  for input in "${inputs[@]}"; do exec {input}>&-; done # each ends with its own session
  exec {errors}<> <(:) # what a builtin says that must not be taken for an answer
  trap rung=1 ALRM
  IFS= read -r mark
  while read -r verb protocol host port ms payload; do
    printf -v payload '%b' "$payload"
    case $verb in
      once | flow) probe ;;
      stream) stream ;;
      0) break ;;
    esac
    tell
  done
  echo "$session"
}

inputs=() pids=()
while read -r number line; do
  if [ -z "${inputs[number]}" ]; then
    exec {input}> >(session "$number")
    inputs[number]=$input pids[number]=$!
  fi
  input=${inputs[number]}
  if [ "$line" = kill ]; then
    kill "${pids[number]}"
  else
    echo "$line" >&"$input"
  fi
  if [ "$line" = kill ] || [ "$line" = 0 ]; then
    exec {input}>&-
    unset "inputs[number]" "pids[number]"
  fi
done 2>/dev/null
for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
exit 0
