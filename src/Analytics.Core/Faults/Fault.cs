namespace Analytics.Core.Faults;

/// <summary>
/// Trouble that a user can mend. The message says what was found, what was expected, where, and what to do next.
/// Anything thrown that is not a <see cref="Fault"/> is a bug of ours.
/// </summary>
public abstract class Fault(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The command line or the config asks for something that does not exist or cannot be done (exit code 2).</summary>
public sealed class UsageFault(string message, Exception? inner = null) : Fault(message, inner);

/// <summary>The data cannot be used as it is: ambiguous, over the reject limit, nothing usable, truncated (exit code 3).</summary>
public sealed class DataFault(string message, Exception? inner = null) : Fault(message, inner);

/// <summary>A file is missing, unreadable, not permitted, or the disk is full (exit code 4).</summary>
public sealed class FileFault(string message, Exception? inner = null) : Fault(message, inner);

/// <summary>A model asked for by name, or required by the config, is not fit for use (exit code 6).</summary>
public sealed class ModelFault(string message, Exception? inner = null) : Fault(message, inner);

/// <summary>A store is being written by another process (exit code 5).</summary>
public sealed class LockFault(string message, Exception? inner = null) : Fault(message, inner);

/// <summary>A store holds other bytes than were written, or lacks some of them (exit code 7).</summary>
public sealed class StoreFault(string message, Exception? inner = null) : Fault(message, inner);
