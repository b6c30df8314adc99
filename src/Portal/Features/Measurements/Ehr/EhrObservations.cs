using System.Collections.Concurrent;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// Keeps a copy of what the patient record holds of a person, no older than ten minutes while the record answers. A page asks
/// for it to be fresh and then reads the copy; when the record is slow or away, the page is there all the same, with the
/// copy of the last time. Nobody but the portal's own job writes the copy, whoever asks.
/// </summary>
sealed partial class EhrObservations(PortalDb db, FetchObservations fetch, EhrOptions options, TimeProvider clock, ILogger<EhrObservations> log)
{
    /// <summary>So old a copy is still shown as it is.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>A record that does not answer is not asked again at each page.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    static readonly Machine me = new("ehr-delivery");

    readonly ConcurrentDictionary<PersonId, Lazy<Task>> underWay = new();

    /// <summary>How it stands with the copy, asked anew when it is time; with no unit of work open.</summary>
    /// <param name="actor">Whoever is to see it, and has been found to have the right to.</param>
    /// <param name="young">Whether the subject is of age to decide what their guardians see.</param>
    public async Task<EhrLook> Look(Actor actor, PersonId subject, bool young, CancellationToken ct)
    {
        var look = await Last(actor, subject, ct);
        if (!IsDue(look)) return look;
        await Ask(subject, young, ct);
        return await Last(actor, subject, ct);
    }

    /// <summary>Whether it is time to ask the record again.</summary>
    public bool IsDue(EhrLook look)
    {
        var now = clock.GetUtcNow();
        return !(now - look.LookedAt < Fresh || look.Fault is not null && now - look.TriedAt < Pause);
    }

    /// <summary>Asks the record when it is time, and returns when the copy is as it can be; with no unit of work open.</summary>
    public Task Ask(PersonId subject, bool young, CancellationToken ct) =>
        underWay.GetOrAdd(subject, new Lazy<Task>(() => Ask(subject, young))).Value.WaitAsync(ct);

    /// <summary>As it stood when the record was last asked.</summary>
    public async Task<EhrLook> Last(Actor actor, PersonId subject, CancellationToken ct)
    {
        await using var work = db.As(actor);
        return (await work.CommitWith<EhrLook>(EhrQueries.Look, new { subject }, ct)) is [var look] ? look : new();
    }

    /// <summary>Once at a time for a person, whoever has asked first; nobody's leaving ends it for the others.</summary>
    async Task Ask(PersonId subject, bool young)
    {
        using var patience = new CancellationTokenSource(options.Patience);
        try
        {
            // Somebody's answer may have come since this one looked.
            if (IsDue(await Last(me, subject, patience.Token))) await fetch.Handle(subject, young, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested) { await Silent(subject, EhrUnavailable.NoAnswer); }
        catch (EhrUnavailable e) { await Silent(subject, e.Message); }
        finally { underWay.TryRemove(subject, out _); }
    }

    async Task Silent(PersonId subject, string fault)
    {
        NoAnswer(fault);
        await using var work = db.As(me);
        work.Add(EhrQueries.Silent, new { subject, fault, now = clock.GetUtcNow() });
        await work.Commit(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the EHR holds of a person could not be read: {Fault}")]
    partial void NoAnswer(string fault);
}
