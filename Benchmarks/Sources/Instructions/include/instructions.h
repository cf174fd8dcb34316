/// Starts to count the instructions that this thread runs in user space; returns 0, or -1 where nobody counts them.
int rootward_instructions_begin(void);

/// Stops to count, and returns how many there were; -1 if they were not counted all the time, or not at all.
long long rootward_instructions_end(void);
