# Compares the answers of SuitePeer, six lines a task, with the limits that follow each task in a file of them, or with
# update=1 writes that file with the limits that are met. Three files: answers, instructions by valgrind, limits.
#
# Exit status: 1 if a limit is exceeded, 2 if a task could not be done.

function ceiling(value) { return value > int(value) ? int(value) + 1 : int(value) }

# Takes a cost of the task that is at hand.
function cost(name, value) {
  names[++count] = name
  costs[name] = ceiling(value)
}

# Learns from its six answers what a task came to and cost.
function learn(  i, parts, number, pair) {
  count = 0
  delete costs
  first = 6 * task
  result = answers[first + 1]
  if (result !~ /^ok / || answers[first + 2] !~ /^[0-9]+$/) {
    print name ": " result " / " answers[first + 2]
    failed = 2
    exit
  }
  result = substr(result, 4)
  if (answers[first + 3] ~ /^[0-9.]+$/) cost("allocations", answers[first + 3])
  number = split(answers[first + 4], parts, " ")
  for (i = 1; i <= number; i++)
    if (split(parts[i], pair, "=") == 2 && pair[1] ~ /^(signatures|candidates|comparisons|constrained)$/)
      cost(pair[1], pair[2])
  if (counter == "processor") cost("instructions", answers[first + 5])
  if (counter == "valgrind" && task + 1 in simulated) cost("instructions", simulated[task + 1])
  task++
}

# Says of a cost whether it keeps its limit.
function judge(what, limit,  found, slack) {
  if (!(what in costs)) {
    if (what == "instructions") return
    print name ": " what " are no longer counted"
    failed = 1
    return
  }
  found = costs[what]
  slack = what == "instructions" ? 1.1 : 1
  judged++
  if (found > limit * slack) {
    printf "EXCEEDED %s: %.0f %s, the limit is %.0f", name, found, what, limit
    if (limit > 0) printf " (%.1f %% more)", 100 * (found / limit - 1)
    print ""
    failed = 1
  } else if (found < limit * 0.8) {
    printf "hint: %s: %.0f %s, the limit of %.0f can be lowered\n", name, found, what, limit
  }
}

FNR == 1 { file++ }
file == 1 { answers[FNR] = $0; next }
FILENAME ~ /\/instructions$/ { simulated[FNR] = $1; next }

/^[a-z].*: / {
  name = substr($1, 1, length($1) - 1)
  learn()
  tasks++
  if (update) {
    print
    print "  result " result
    for (i = 1; i <= count; i++) printf "  %s %.0f\n", names[i], costs[names[i]]
  }
  next
}

/^  result / {
  if (!update && substr($0, 10) != result) {
    printf "EXCEEDED %s: it came to %s, not to %s\n", name, result, substr($0, 10)
    failed = 1
  }
  next
}

/^  [a-z]+ [0-9]+$/ {
  if (!update) judge($1, $2)
  # Where nobody counts instructions their limits stay.
  else if ($1 == "instructions" && !($1 in costs)) print
  next
}
/^ / { print name ": no limit is written like this:" $0; failed = 2; exit }
update { print }

END {
  if (!update && failed < 2) printf "%d tasks, %d limits%s\n", tasks, judged, failed ? "" : ", all kept"
  exit failed
}
