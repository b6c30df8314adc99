using Npgsql;

namespace Portal.Platform.Keys;

/// <summary>Looks hourly whether a key is missing or due, so that a rotation by age does not wait for a login.</summary>
sealed partial class KeyRenewal(ClientKeys keys, KeyOptions options, TimeProvider clock, ILogger<KeyRenewal> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (!options.MakeAhead) return;
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            await Task.Yield();   // the portal starts meanwhile
            try { await keys.Published(ct); }
            catch (NpgsqlException e) { Failed(e); }   // the database is away: whoever needs a key tries again
        } while (await timer.WaitForNextTickAsync(ct));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The portal's keys could not be looked at")]
    partial void Failed(Exception e);
}
