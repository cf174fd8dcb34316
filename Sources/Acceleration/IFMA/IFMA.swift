// Kernels follow.
