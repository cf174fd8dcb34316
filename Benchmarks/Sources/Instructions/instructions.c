#include "include/instructions.h"

#if defined(__linux__)
#include <linux/perf_event.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// The counter that is open; one at a time.
static int counter = -1;

int rootward_instructions_begin(void) {
  if (counter >= 0) return -1;
  struct perf_event_attr event;
  memset(&event, 0, sizeof event);
  event.type = PERF_TYPE_HARDWARE;
  event.size = sizeof event;
  event.config = PERF_COUNT_HW_INSTRUCTIONS;
  event.disabled = 1;
  // What most kernels still allow to those who are not root, and what does not depend on the kernel.
  event.exclude_kernel = 1;
  event.exclude_hv = 1;
  event.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  // This thread, on whichever processor it runs.
  counter = (int)syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);
  if (counter < 0) return -1;
  if (ioctl(counter, PERF_EVENT_IOC_ENABLE, 0) != 0) {
    close(counter);
    counter = -1;
    return -1;
  }
  return 0;
}

long long rootward_instructions_end(void) {
  if (counter < 0) return -1;
  // The count, and the nanoseconds that it was wanted for and that the processor had a counter for it.
  uint64_t values[3] = {0, 0, 0};
  int is_stopped = ioctl(counter, PERF_EVENT_IOC_DISABLE, 0) == 0;
  ssize_t count = read(counter, values, sizeof values);
  close(counter);
  counter = -1;
  if (!is_stopped || count != (ssize_t)sizeof values || values[1] != values[2]) return -1;
  return values[0] > INT64_MAX ? -1 : (long long)values[0];
}
#else
int rootward_instructions_begin(void) { return -1; }
long long rootward_instructions_end(void) { return -1; }
#endif
