/// How many times this process has asked for memory.
unsigned long rootward_allocation_count(void);
