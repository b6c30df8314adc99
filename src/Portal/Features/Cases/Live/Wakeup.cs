using System.Text;

namespace Portal.Features.Cases.Live;

/// <summary>What one process tells all (and itself) with NOTIFY; the kinds are described in Schema/20261121_2320_live.sql and 2390_post_together.sql.</summary>
/// <param name="Kind">message, case, read or typing.</param>
/// <param name="Case">Which case.</param>
/// <param name="Words">What else was said, by kind.</param>
readonly record struct Wakeup(string Kind, Guid Case, string[] Words)
{
    public const string Channel = "cases";

    const int Longest = 7_900;   // PostgreSQL takes 8 000 bytes

    /// <summary>Of messages: the last of each conversation is enough, the others are before it.</summary>
    /// <param name="process">Which one has them already; none when they were written as a part of a larger act.</param>
    public static string[] Of(IEnumerable<Posted> posted, string process = "") =>
        Packed(posted.GroupBy(p => p.CaseId).Select(its => its.MaxBy(p => p.Seq)!).Select(p => $"message:{p.CaseId}:{p.Seq}:{p.Unit}:{process}"));

    public static string Read(Guid its, string side, int seq) => $"read:{its}:{side}:{seq}";

    public static string Typing(Guid its, string side, string process) => $"typing:{its}:{side}:{process}";

    /// <summary>As few payloads as will hold them: each costs PostgreSQL a commit-time entry and every listener a packet.</summary>
    public static string[] Packed(IEnumerable<string> all)
    {
        List<string> payloads = [];
        var text = new StringBuilder();
        foreach (var one in all)
        {
            if (text.Length + 1 + one.Length > Longest) { payloads.Add(text.ToString()); text.Clear(); }
            if (text.Length > 0) text.Append(' ');
            text.Append(one);
        }
        if (text.Length > 0) payloads.Add(text.ToString());
        return [.. payloads];
    }

    /// <summary>What cannot be read is left out: a process of another version may know more kinds.</summary>
    public static IEnumerable<Wakeup> In(string payload)
    {
        foreach (var one in payload.Split(' '))
            if (one.Split(':') is [var kind, var id, .. var words] && Guid.TryParse(id, out var its)) yield return new(kind, its, words);
    }
}
