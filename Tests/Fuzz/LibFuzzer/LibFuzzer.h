#pragma once

#include <stddef.h>
#include <stdint.h>

/// Runs the fuzzer with the arguments of a command line and calls `callback` with each input that it makes up.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*callback)(const uint8_t *data, size_t size));
