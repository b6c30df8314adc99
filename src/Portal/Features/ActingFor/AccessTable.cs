using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>What somebody stands on who acts for another.</summary>
enum Standing
{
    /// <summary>Guardian of a child who does not decide yet (under 12).</summary>
    GuardianOfChild,

    /// <summary>Guardian of a young person who decides about what is recorded from now on (12 to 14).</summary>
    GuardianOfYoung,

    /// <summary>Guardian of a young person who decides also about being booked for (15 to 17).</summary>
    GuardianOfTeen,

    /// <summary>A mandate for matters of health care (terveydenhuollon asioiden hoito).</summary>
    HealthMandate,

    /// <summary>A mandate of any other theme.</summary>
    OtherMandate,

    /// <summary>A professional beside a person who cannot identify themselves.</summary>
    Assistant,
}

/// <summary>
/// What may be done for another: service × act × standing, all of it here. Sources: guardians act for their children and a
/// young person able to decide decides (Act on the Status and Rights of Patients 785/1992, 7 § and 9 §; OmaKanta's and the
/// counties' practice of an age limit, here 12 and configurable); a mandate covers its theme (Suomi.fi mandates).
/// Prohibitions, wills and looking into who has used the data are never anybody else's (kanta.fi, acting for a minor).
/// sign-off: pending
/// </summary>
static class AccessTable
{
    public const string See = "see", Do = "do";

    /// <summary>The service areas; a page names one with an act as its policy, e.g. <c>booking:see</c>.</summary>
    public static readonly IReadOnlyList<string> Areas = ["booking", "chat", "measurements", "own-data", "consents", "messages", "prohibitions"];

    public static readonly IReadOnlyList<string> Acts = [See, Do];

    public enum Answer
    {
        No,
        Yes,

        /// <summary>When the young person has allowed it.</summary>
        Asked,
    }

    const Answer y = Answer.Yes, a = Answer.Asked, n = Answer.No;

    static readonly (string What, Answer Child, Answer Young, Answer Teen, Answer Health, Answer Other, Answer Assistant)[] rows =
    [
        //                    under 12  12–14  15–17  health  other  assisted
        ("booking:see",        y,       y,     y,     y,      n,     y),
        ("booking:do",         y,       y,     a,     y,      n,     y),
        ("chat:see",           y,       a,     a,     y,      n,     n),
        ("chat:do",            y,       a,     a,     y,      n,     n),
        ("measurements:see",   y,       a,     a,     y,      n,     n),
        ("measurements:do",    y,       a,     a,     y,      n,     y),
        ("own-data:see",       y,       a,     a,     y,      n,     n),
        ("own-data:do",        y,       n,     n,     n,      n,     n),
        ("consents:see",       y,       n,     n,     n,      n,     n),
        ("consents:do",        y,       n,     n,     n,      n,     n),
        ("messages:see",       y,       a,     a,     y,      n,     n),
        ("messages:do",        y,       a,     a,     y,      n,     n),
        ("prohibitions:see",   n,       n,     n,     n,      n,     n),
        ("prohibitions:do",    n,       n,     n,     n,      n,     n),
    ];

    /// <summary>All rows, for a page that shows them and for the tests.</summary>
    public static IEnumerable<(string What, IReadOnlyDictionary<Standing, Answer> Answers)> Rows =>
        rows.Select(r => (r.What, (IReadOnlyDictionary<Standing, Answer>)Enum.GetValues<Standing>().ToDictionary(s => s, s => Of(r, s))));

    /// <summary>What this standing allows.</summary>
    /// <param name="allowedByYoung">The areas that the young person has opened to their guardians.</param>
    public static string[] May(Standing standing, IReadOnlySet<string> allowedByYoung) =>
        [.. rows.Where(r => Of(r, standing) switch
        {
            Answer.Yes => true,
            Answer.Asked => allowedByYoung.Contains(r.What.Split(':')[0]),
            _ => false,
        }).Select(r => r.What)];

    /// <summary>The areas in which this standing waits for the young person's leave.</summary>
    public static IReadOnlyList<string> AskedAreas(Standing standing) =>
        [.. rows.Where(r => Of(r, standing) == Answer.Asked).Select(r => r.What.Split(':')[0]).Distinct()];

    static Answer Of((string What, Answer Child, Answer Young, Answer Teen, Answer Health, Answer Other, Answer Assistant) row, Standing standing) => standing switch
    {
        Standing.GuardianOfChild => row.Child,
        Standing.GuardianOfYoung => row.Young,
        Standing.GuardianOfTeen => row.Teen,
        Standing.HealthMandate => row.Health,
        Standing.OtherMandate => row.Other,
        Standing.Assistant => row.Assistant,
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}
