using Npgsql;

namespace Portal.Features.Cases.Live;

/// <summary>
/// One connection of this process hears what all processes (this one too) have changed. Lost and found again, everything
/// that is followed is read from where it stands, so nothing is missed.
/// </summary>
sealed partial class ListenForChanges(IConfiguration configuration, Conversations conversations, Worklists worklists, StandingRights rights, TimeProvider clock,
    ILogger<ListenForChanges> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            try { await Listen(ct); }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException)
            {
                Lost(e);
                await Task.Delay(pause, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { return; }
    }

    async Task Listen(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Portal"))
        { Pooling = false, ApplicationName = "portal-listen", KeepAlive = 10, TcpKeepAlive = true };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Wakeup.Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        conversations.FetchAll();
        worklists.WakeAll();
        while (true) await connection.WaitAsync(ct);
    }

    void Hear(string payload)
    {
        foreach (var (kind, its, words) in Wakeup.In(payload)) Hear(kind, its, words);
    }

    void Hear(string kind, Guid its, string[] words)
    {
        switch (kind, words)
        {
            case ("message", [var seq, var unit, var process]) when int.TryParse(seq, out var number):
                if (process != conversations.Process) conversations.Heard(its, number);   // its own reach their readers directly
                worklists.Wake(unit);
                break;
            case ("case", [var unit, var before, var walls]):
                if (conversations.Of(its) is { } followed)
                {
                    followed.Stale = true;
                    if (walls == "w") rights.Recheck(followed);
                    followed.Send(Calls.Case(its));
                }
                worklists.Wake(unit);
                if (before != unit) worklists.Wake(before);
                break;
            case ("read", [var side, var seq]) when int.TryParse(seq, out var number):
                conversations.Of(its)?.Send(Calls.Read(its, side, number));
                break;
            case ("typing", [var side, var process]) when process != conversations.Process:
                conversations.Of(its)?.Send(Calls.Typing(its, side), Other(side));
                break;
        }
    }

    public static string Other(string side) => side == "resident" ? "professional" : "resident";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that hears of changes was lost; it is opened again")]
    partial void Lost(Exception e);
}
