using System.Runtime.InteropServices;
using Portal.DevStack;

var (options, error) = CommandLine.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"{error}\n\n{CommandLine.Usage}");
    return 2;
}
if (options.Help)
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

// The first Ctrl-C stops everything in order. A second one ends DevStack, and each part sees that and stops by itself.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested) return;
    signal.Cancel = true;
    stop.Cancel();
}
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
var registrations = signals.Select(signal => PosixSignalRegistration.Create(signal, Stop)).ToArray();

try
{
    await using var stack = await Stack.StartAsync(new StackOptions
    {
        DemoVisits = true,
        Port = options.Port,
        DataDirectory = options.Data ?? Repository.Folder(".data"),
        Fresh = options.Fresh,
        Parts = [.. PartNames.All.Except(options.Without)],
    }, Screen.Show, stop.Token);

    Screen.ShowTable(stack, options.Without);
    if (options.Without.Contains(PartNames.Portal)) Screen.ShowEnvironment(stack.WriteEnvironment(), stack);
    else Console.WriteLine($"Portal ready: {stack.Environment["Portal__PublicUrl"]}");

    var crashed = await stack.Crashed.WaitAsync(stop.Token);
    Console.Error.WriteLine($"\n{crashed.Failure}\nStopping the rest.");
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Screen.EndLine();
    Console.WriteLine("Stopped.");
    return 0;
}
catch (StackException e)
{
    Screen.EndLine();
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    foreach (var registration in registrations) registration.Dispose();
}
