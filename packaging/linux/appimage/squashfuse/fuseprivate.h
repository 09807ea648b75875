// What runtime.c asks of squashfuse and the packaged headers leave out; the functions are in the
// library. Of the options the library looks at the first three members alone, which are the same in
// versions 0.1.105 to 0.5.
#pragma once

#include <fuse3/fuse.h>
#include <fuse3/fuse_lowlevel.h>
#include <stdbool.h>
#include <stddef.h>

void sqfs_usage(char* progname, bool fuse_usage, bool ll_usage);

typedef struct {
    char* progname;
    const char* image;
    int mountpoint;
    size_t offset;
    unsigned int idle_timeout_secs;
} sqfs_opts;
