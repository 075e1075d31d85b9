/*
 * Preloaded into a process under test. Counts every call that changes files below SHIM_ROOT and, at call SHIM_AT, does what SHIM_DO says:
 *   kill    ends the process with SIGKILL before the call
 *   torn    writes half of the bytes, then ends the process (other calls: as kill)
 *   short   writes half of the bytes and says so (other calls: nothing special)
 *   enospc  from here on every call that needs space fails with ENOSPC
 *   eio     this call fails with EIO
 * SHIM_COUNT names a file that gets the number of calls; SHIM_LOG one that gets every call that succeeded, with its data, for a replay.
 * SHIM_LIE breaks the promise that a test must notice: "fsync" swallows the flush of files (not of directories), "rename" writes
 * in place what would have been renamed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE 2
#endif

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *deed;
static size_t root_length;
static long at, calls;
static int log_fd = -1, count_fd = -1, full, lie_fsync, lie_rename;

#define REAL(name) ((__typeof__(&name))next(#name))

/*
 * A runtime that loads libc by name and asks it for a function would pass by the functions here, so the asking is answered here too. Everything
 * else goes on as a tail call: what RTLD_NEXT means depends on who calls.
 */
typedef void *finder(void *, const char *);

static finder *real_dlsym(void)
{
    static finder *found;
    const char *versions[] = {"GLIBC_2.34", "GLIBC_2.17", "GLIBC_2.2.5"};
    for (int i = 0; !found && i < 3; i++) {
        found = (finder *)dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    }
    return found;
}

static void *next(const char *name)
{
    void *found = real_dlsym()(RTLD_NEXT, name);
    if (!found) {
        abort();
    }
    return found;
}

static void *ours(const char *name);

void *dlsym(void *handle, const char *name)
{
    void *own = handle == RTLD_NEXT ? NULL : ours(name);
    return own ? own : real_dlsym()(handle, name);
}

__attribute__((constructor)) static void begin(void)
{
    const char *text;
    root = getenv("SHIM_ROOT");
    root_length = root ? strlen(root) : 0;
    deed = getenv("SHIM_DO");
    deed = deed ? deed : "";
    at = (text = getenv("SHIM_AT")) ? atol(text) : 0;
    text = getenv("SHIM_LIE");
    lie_fsync = text && !strcmp(text, "fsync");
    lie_rename = text && !strcmp(text, "rename");
    if ((text = getenv("SHIM_LOG"))) {
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if ((text = getenv("SHIM_COUNT"))) {
        count_fd = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    }
}

static int below(const char *path)
{
    return root && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

/* the path of a call as an absolute one; what is relative starts at the directory of the call */
static const char *full_path(int directory, const char *path, char *buffer)
{
    char base[PATH_MAX / 2], link[64];
    ssize_t length;
    if (!path || path[0] == '/') {
        return path;
    }
    if (directory == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) {
            return path;
        }
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
        length = readlink(link, base, sizeof base - 1);
        if (length < 0) {
            return path;
        }
        base[length] = 0;
    }
    snprintf(buffer, PATH_MAX, "%s/%.*s", base, PATH_MAX / 2 - 2, path);
    return buffer;
}

static const char *fd_path(int fd, char *buffer)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) {
        return NULL;
    }
    buffer[length] = 0;
    return buffer;
}

static void put(const void *bytes, size_t length)
{
    const char *from = bytes;
    while (length > 0) {
        long done = syscall(SYS_write, log_fd, from, length);
        if (done <= 0) {
            abort();
        }
        from += done;
        length -= (size_t)done;
    }
}

static void put_text(const char *text)
{
    uint32_t length = text ? (uint32_t)strlen(text) : 0;
    put(&length, sizeof length);
    put(text, length);
}

/* one record: kind, number of the call, two paths, offset, data */
static void record(char kind, const char *first, const char *second, int64_t offset, const void *data, uint32_t length)
{
    if (log_fd >= 0) {
        int64_t number = calls;
        put(&kind, 1);
        put(&number, sizeof number);
        put_text(first);
        put_text(second);
        put(&offset, sizeof offset);
        put(&length, sizeof length);
        put(data, length);
    }
}

enum { PASS, FAIL, SHORT, TORN };

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

/* counts a call and says what is to become of it; the gate is held until the call is done */
static int enter(int needs_space, int is_write)
{
    pthread_mutex_lock(&gate);
    calls++;
    if (count_fd >= 0) {
        char text[32];
        int length = snprintf(text, sizeof text, "%ld\n", calls);
        syscall(SYS_pwrite64, count_fd, text, length, 0);
    }
    if (at && calls == at) {
        if (!strcmp(deed, "kill") || (!strcmp(deed, "torn") && !is_write)) {
            die();
        }
        if (!strcmp(deed, "torn")) {
            return TORN;
        }
        if (!strcmp(deed, "short") && is_write) {
            return SHORT;
        }
        if (!strcmp(deed, "eio")) {
            errno = EIO;
            return FAIL;
        }
        full = !strcmp(deed, "enospc");
    }
    if (full && needs_space) {
        errno = ENOSPC;
        return FAIL;
    }
    return PASS;
}

static void leave(void)
{
    int error = errno;
    pthread_mutex_unlock(&gate);
    errno = error;
}

/* ---- opening ---- */

static int open_any(int directory, const char *path, int flags, mode_t mode)
{
    char buffer[PATH_MAX];
    const char *where = full_path(directory, path, buffer);
    if (!(flags & (O_CREAT | O_TRUNC)) || !below(where)) {
        return (int)syscall(SYS_openat, directory, path, flags, mode);
    }
    int fd = enter(flags & O_CREAT, 0) == FAIL ? -1 : (int)syscall(SYS_openat, directory, path, flags, mode);
    if (fd >= 0) {
        record('C', where, NULL, flags & O_TRUNC ? 1 : 0, NULL, 0);
    }
    leave();
    return fd;
}

static mode_t mode_of(int flags, va_list *rest)
{
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(*rest, int) : 0;
}

#define OPEN(name)                                        \
    int name(const char *path, int flags, ...)            \
    {                                                     \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        mode_t mode = mode_of(flags, &rest);              \
        va_end(rest);                                     \
        return open_any(AT_FDCWD, path, flags, mode);     \
    }
#define OPENAT(name)                                             \
    int name(int directory, const char *path, int flags, ...)    \
    {                                                            \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode_t mode = mode_of(flags, &rest);                     \
        va_end(rest);                                            \
        return open_any(directory, path, flags, mode);           \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode)
{
    return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode)
{
    return creat(path, mode);
}

/* ---- writing ---- */

/* offset -1: at the position of the descriptor */
static ssize_t write_any(int fd, const void *data, size_t length, off_t offset)
{
    char buffer[PATH_MAX];
    const char *where = root ? fd_path(fd, buffer) : NULL;
    if (!below(where)) {
        return offset < 0 ? syscall(SYS_write, fd, data, length) : syscall(SYS_pwrite64, fd, data, length, offset);
    }
    int fate = enter(1, 1);
    ssize_t done = -1;
    if (fate != FAIL) {
        off_t place = offset < 0 ? lseek(fd, 0, SEEK_CUR) : offset;
        size_t part = fate == PASS ? length : length / 2 + (fate == SHORT && length == 1);
        done = part == 0 && length > 0 && fate == TORN ? 0
               : offset < 0                            ? syscall(SYS_write, fd, data, part)
                                                       : syscall(SYS_pwrite64, fd, data, part, offset);
        if (done >= 0) {
            record('W', where, NULL, place, data, (uint32_t)done);
        }
        if (fate == TORN) {
            die();
        }
    }
    leave();
    return done;
}

ssize_t write(int fd, const void *data, size_t length)
{
    return write_any(fd, data, length, -1);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
    return write_any(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    return write_any(fd, data, length, offset);
}

/* several buffers: the first that is not empty, which the callers must be ready for anyway */
static ssize_t write_first(int fd, const struct iovec *parts, int count, off_t offset)
{
    for (int i = 0; i < count; i++) {
        if (parts[i].iov_len > 0) {
            return write_any(fd, parts[i].iov_base, parts[i].iov_len, offset);
        }
    }
    return 0;
}

static int is_ours(int fd)
{
    char buffer[PATH_MAX];
    return root && below(fd_path(fd, buffer));
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    return is_ours(fd) ? write_first(fd, parts, count, -1) : REAL(writev)(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset)
{
    return is_ours(fd) ? write_first(fd, parts, count, offset) : REAL(pwritev)(fd, parts, count, offset);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset)
{
    return pwritev(fd, parts, count, offset);
}

/* no copying inside the kernel: callers fall back to reading and writing */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags)
{
    if (is_ours(out)) {
        errno = ENOSYS;
        return -1;
    }
    return REAL(copy_file_range)(in, from, out, to, length, flags);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count)
{
    if (is_ours(out)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_sendfile, out, in, offset, count);
}

ssize_t sendfile(int out, int in, off_t *offset, size_t count)
{
    return sendfile64(out, in, (off64_t *)offset, count);
}

static int truncate_any(int fd, off_t length)
{
    char buffer[PATH_MAX];
    const char *where = root ? fd_path(fd, buffer) : NULL;
    if (!below(where)) {
        return (int)syscall(SYS_ftruncate, fd, length);
    }
    int result = enter(1, 0) == FAIL ? -1 : (int)syscall(SYS_ftruncate, fd, length);
    if (result == 0) {
        record('T', where, NULL, length, NULL, 0);
    }
    leave();
    return result;
}

int ftruncate(int fd, off_t length)
{
    return truncate_any(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return truncate_any(fd, length);
}

/* ---- making safe ---- */

static int sync_any(int fd, long number)
{
    char buffer[PATH_MAX];
    struct stat what;
    const char *where = root ? fd_path(fd, buffer) : NULL;
    if (!below(where)) {
        return (int)syscall(number, fd);
    }
    int result = enter(0, 0) == FAIL ? -1 : (int)syscall(number, fd);
    if (result == 0 && !(lie_fsync && fstat(fd, &what) == 0 && S_ISREG(what.st_mode))) {
        record('F', where, NULL, 0, NULL, 0);
    }
    leave();
    return result;
}

int fsync(int fd)
{
    return sync_any(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return sync_any(fd, SYS_fdatasync);
}

/* ---- names ---- */

static int named(char kind, const char *first, const char *second, int needs_space, long number, long a, long b, long c, long d, long e)
{
    if (!below(first) && !below(second)) {
        return (int)syscall(number, a, b, c, d, e);
    }
    int result = enter(needs_space, 0) == FAIL ? -1 : (int)syscall(number, a, b, c, d, e);
    if (result == 0) {
        record(kind, first, second, 0, NULL, 0);
    }
    leave();
    return result;
}

static void write_in_place(const char *from, const char *to)
{
    struct stat what;
    char inner[PATH_MAX], outer[PATH_MAX], buffer[1 << 16];
    if (lstat(from, &what) != 0) {
        return;
    }
    if (S_ISLNK(what.st_mode)) {
        ssize_t length = readlink(from, buffer, sizeof buffer - 1);
        buffer[length < 0 ? 0 : length] = 0;
        unlink(to);
        if (symlink(buffer, to) != 0) {
            return;
        }
    } else if (S_ISREG(what.st_mode)) {
        int in = (int)syscall(SYS_openat, AT_FDCWD, from, O_RDONLY | O_CLOEXEC);
        int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ssize_t length;
        while ((length = read(in, buffer, sizeof buffer)) > 0) {
            if (write(out, buffer, (size_t)length) != length) {
                break;
            }
        }
        fsync(out);
        close(in);
        close(out);
    } else {
        mkdir(to, 0700);
        DIR *directory = opendir(from);
        for (struct dirent *entry; directory && (entry = readdir(directory));) {
            if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
                snprintf(inner, sizeof inner, "%s/%s", from, entry->d_name);
                snprintf(outer, sizeof outer, "%s/%s", to, entry->d_name);
                write_in_place(inner, outer);
            }
        }
        closedir(directory);
    }
}

static void remove_all(const char *path)
{
    char inner[PATH_MAX];
    struct stat what;
    if (lstat(path, &what) != 0) {
        return;
    }
    if (!S_ISDIR(what.st_mode)) {
        unlink(path);
        return;
    }
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
            snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
            remove_all(inner);
        }
    }
    closedir(directory);
    rmdir(path);
}

static int rename_any(int from_directory, const char *from, int to_directory, const char *to, unsigned flags)
{
    char first[PATH_MAX], second[PATH_MAX];
    const char *source = full_path(from_directory, from, first), *target = full_path(to_directory, to, second);
    if (lie_rename && below(target)) {
        write_in_place(source, target);
        if (!(flags & RENAME_EXCHANGE)) {
            remove_all(source);
        }
        return 0;
    }
    return named(flags & RENAME_EXCHANGE ? 'X' : 'R', source, target, 0, SYS_renameat2, from_directory, (long)from, to_directory, (long)to,
                 flags);
}

int rename(const char *from, const char *to)
{
    return rename_any(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to)
{
    return rename_any(from_directory, from, to_directory, to, 0);
}

int renameat2(int from_directory, const char *from, int to_directory, const char *to, unsigned flags)
{
    return rename_any(from_directory, from, to_directory, to, flags);
}

int linkat(int from_directory, const char *from, int to_directory, const char *to, int flags)
{
    char first[PATH_MAX], second[PATH_MAX];
    return named('L', full_path(from_directory, from, first), full_path(to_directory, to, second), 1, SYS_linkat, from_directory, (long)from,
                 to_directory, (long)to, flags);
}

int link(const char *from, const char *to)
{
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlinkat(const char *target, int directory, const char *path)
{
    char buffer[PATH_MAX];
    const char *where = full_path(directory, path, buffer);
    if (!below(where)) {
        return (int)syscall(SYS_symlinkat, target, directory, path);
    }
    int result = enter(1, 0) == FAIL ? -1 : (int)syscall(SYS_symlinkat, target, directory, path);
    if (result == 0) {
        record('S', where, target, 0, NULL, 0);
    }
    leave();
    return result;
}

int symlink(const char *target, const char *path)
{
    return symlinkat(target, AT_FDCWD, path);
}

int unlinkat(int directory, const char *path, int flags)
{
    char buffer[PATH_MAX];
    return named('U', full_path(directory, path, buffer), NULL, 0, SYS_unlinkat, directory, (long)path, flags, 0, 0);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int directory, const char *path, mode_t mode)
{
    char buffer[PATH_MAX];
    return named('M', full_path(directory, path, buffer), NULL, 1, SYS_mkdirat, directory, (long)path, mode, 0, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

/* ---- modes: counted, not replayed ---- */

int fchmodat(int directory, const char *path, mode_t mode, int flags)
{
    char buffer[PATH_MAX];
    (void)flags;
    return named('H', full_path(directory, path, buffer), NULL, 0, SYS_fchmodat, directory, (long)path, mode, 0, 0);
}

int chmod(const char *path, mode_t mode)
{
    return fchmodat(AT_FDCWD, path, mode, 0);
}

int fchmod(int fd, mode_t mode)
{
    char buffer[PATH_MAX];
    return named('H', root ? fd_path(fd, buffer) : NULL, NULL, 0, SYS_fchmod, fd, mode, 0, 0, 0);
}

static void *ours(const char *name)
{
    static const struct {
        const char *name;
        void *function;
    } all[] = {
#define ONE(name) {#name, (void *)name}
        ONE(open), ONE(open64), ONE(openat), ONE(openat64), ONE(creat), ONE(creat64), ONE(write), ONE(pwrite), ONE(pwrite64), ONE(writev),
        ONE(pwritev), ONE(pwritev64), ONE(copy_file_range), ONE(sendfile), ONE(sendfile64), ONE(ftruncate), ONE(ftruncate64), ONE(fsync),
        ONE(fdatasync), ONE(rename), ONE(renameat), ONE(renameat2), ONE(link), ONE(linkat), ONE(symlink), ONE(symlinkat), ONE(unlink),
        ONE(unlinkat), ONE(rmdir), ONE(mkdir), ONE(mkdirat), ONE(chmod), ONE(fchmod), ONE(fchmodat),
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!strcmp(all[i].name, name)) {
            return all[i].function;
        }
    }
    return NULL;
}
