# Compares the answers of SuitePeer, six lines a task, with the limits that follow each task in a file of them, or with
# update=1 writes that file with the limits that are met. Three files: answers, instructions by valgrind, limits.
#
# A counter that there is not on this machine ("none") holds nobody to anything, and is told at the end; every other
# answer that is no number stops the comparison.
#
# Exit status: 1 if a limit is exceeded, 2 if a task could not be done or a counter failed.

function ceiling(value) { return value > int(value) ? int(value) + 1 : int(value) }

function isNumber(text) { return text ~ /^[0-9]+(\.[0-9]+)?$/ }

# Ends everything: there is nothing to compare.
function stop(reason) {
  print reason
  failed = 2
  exit
}

# Takes a counter's answer as a cost, unless it says that it does not count.
function counted(what, answer) {
  if (isNumber(answer)) cost(what, answer)
  else if (answer !~ /^none( |$)/) stop(name ": " what ": " answer)
  else uncounted[what] = 1
}

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
    stop(name ": " result " / " answers[first + 2])
  }
  result = substr(result, 4)
  delete uncounted
  counted("allocations", answers[first + 3])
  if (answers[first + 4] ~ /^error/) stop(name ": counts: " answers[first + 4])
  number = split(answers[first + 4], parts, " ")
  for (i = 1; i <= number; i++)
    if (split(parts[i], pair, "=") == 2 && pair[1] ~ /^(signatures|remembered|candidates|comparisons|constrained)$/ &&
        isNumber(pair[2]))
      cost(pair[1], pair[2])
  if (counter == "processor") counted("instructions", answers[first + 5])
  if (counter == "valgrind" && task + 1 in simulated) cost("instructions", simulated[task + 1])
  task++
}

# Says of a cost whether it keeps its limit.
function judge(what, limit,  found, slack) {
  if (!(what in costs)) {
    if (what == "instructions" && counter != "valgrind" || what in uncounted) {
      omitted[what]++
      return
    }
    print name ": " what " are no longer counted"
    failed = 1
    return
  }
  found = costs[what]
  slack = what == "instructions" ? 1.1 : 1
  judged++
  # What is remembered is work that is spared: there is to be as much of it as there was.
  if (what == "remembered") {
    if (found < limit) {
      printf "EXCEEDED %s: only %.0f signatures are remembered, not %.0f\n", name, found, limit
      failed = 1
    }
    return
  }
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
FILENAME ~ /\/instructions$/ {
  if (!isNumber($1)) stop("valgrind counted no instructions but: " $0)
  simulated[++simulations] = $1
  next
}

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
  # Where nobody counts something its limits stay.
  else if (!($1 in costs) && ($1 == "instructions" || $1 in uncounted)) print
  next
}
/^ / { stop(name ": no limit is written like this:" $0) }
update { print }

END {
  if (failed < 2 && counter == "valgrind" && simulations != tasks) {
    printf "valgrind counted the instructions of %d tasks out of %d\n", simulations, tasks
    failed = 2
  }
  if (!update && failed < 2)
    for (what in omitted) printf "%d limits of %s are left out: this machine does not count them\n", omitted[what], what
  if (!update && failed < 2) printf "%d tasks, %d limits%s\n", tasks, judged, failed ? "" : ", all kept"
  exit failed
}
