using System.Runtime.InteropServices;

/// <summary>
/// The lifeline of .NET parts, as lifeline.mjs is of Node parts: .NET runs it inside the portal before Main (through
/// DOTNET_STARTUP_HOOKS, which dictates the name). When standard input closes, the portal gets an ordinary SIGTERM.
/// </summary>
static class StartupHook
{
    public static void Initialize()
    {
        // Not for programs that the portal itself starts.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() != -1) { }
            if (OperatingSystem.IsWindows()) Environment.Exit(0);
            else Kill(Environment.ProcessId, 15);
        })
        { IsBackground = true, Name = "lifeline" }.Start();
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}
