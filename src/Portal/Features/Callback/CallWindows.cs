using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Callback;

/// <summary>A stretch of time in which a call comes.</summary>
readonly record struct CallWindow(DateTimeOffset From, DateTimeOffset To)
{
    const string Form = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>How a form names it.</summary>
    public string Key => From.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}

/// <summary>
/// The windows of a queue: its calling hours cut into lengths of <c>window_minutes</c>, without public holidays. A rest at
/// closing time of less than half an hour belongs to the window before it. A window that is more than half over is no longer
/// offered: the promise to call in it could not be kept.
/// </summary>
static class CallWindows
{
    /// <summary>So many are offered at most, and at least two also when holidays have eaten the days on which one may choose.</summary>
    public const int Most = 4, Least = 2;

    /// <summary>Nobody is called again sooner: whoever did not hear the first call is often still busy.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    static readonly TimeSpan Rest = TimeSpan.FromMinutes(30);

    /// <summary>The nearest ones; the last is of another day when all would be of one.</summary>
    public static IReadOnlyList<CallWindow> Offered(CallbackChannel channel, DateTimeOffset now)
    {
        var last = Day(now).AddDays(channel.DaysAhead);
        var near = From(channel, now).Where(w => now <= w.From + (w.To - w.From) / 2)
            .TakeWhile((w, i) => i < Least || Day(w.From) <= last).ToList();
        if (near.Count <= Most) return near;
        var first = near.Take(Most).ToList();
        var other = near.FindIndex(w => Day(w.From) != Day(near[0].From));
        if (other >= Most) first[^1] = near[other];
        return first;
    }

    /// <summary>When to try again after a call that nobody answered: in the next of the chosen windows, later in the same one, or in the queue's next.</summary>
    /// <param name="chosen">The earliest first; none when any time suits.</param>
    public static CallWindow Again(CallbackChannel channel, IReadOnlyList<CallWindow> chosen, DateTimeOffset now)
    {
        var later = now + Pause;
        if (chosen.Count == 0)
        {
            var from = channel.Calendar.NextOpening(channel.Calendar.Add(now, Pause));
            return new(from, channel.Calendar.Add(from, channel.Window));
        }
        if (chosen.Where(w => w.From > now).Take(1).ToList() is [var next]) return next;
        if (chosen.Where(w => w.To - later >= Rest).Take(1).ToList() is [var same]) return same with { From = later };
        return From(channel, now).First(w => w.From > now);
    }

    /// <summary>Every window that is not over yet, without end.</summary>
    static IEnumerable<CallWindow> From(CallbackChannel channel, DateTimeOffset now)
    {
        for (var day = Day(now); ; day = day.AddDays(1))
            foreach (var opening in channel.Calendar.OpeningsOn(day))
                foreach (var window in Cut(opening, channel.Window))
                    if (window.To > now) yield return window;
    }

    static IEnumerable<CallWindow> Cut(Opening opening, TimeSpan length)
    {
        for (var from = opening.From; from < opening.To;)
        {
            var to = opening.To - (from + length) < Rest && opening.To - (from + length) != TimeSpan.Zero ? opening.To : from + length;
            yield return new(from, to);
            from = to;
        }
    }

    static DateOnly Day(DateTimeOffset at) => at.HelsinkiDate();
}
