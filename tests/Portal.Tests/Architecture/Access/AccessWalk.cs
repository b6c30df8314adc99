using System.Net;
using System.Text;
using System.Text.Json;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Architecture.Access;

/// <summary>What one column got for one row, and what it left behind.</summary>
sealed record Visit(AccessRow Row, Role Role, string Got, IReadOnlyList<AuditedLine> Audit, bool Leaked, IReadOnlyList<string> Forms);

/// <summary>Makes every request of the matrix, once for each column, with something real of its own.</summary>
sealed class AccessWalk(TestDatabase db, Things things)
{
    public async Task<IReadOnlyList<Visit>> Go(IReadOnlyList<AccessRow> rows, IReadOnlyList<Role> roles)
    {
        List<Visit> visits = [];
        foreach (var role in roles)
        {
            var page = await role.Browser.Open(role.FormPage);
            string Field(string selector) => page.All(selector) is [var field, ..] ? field.GetAttribute("value")! : "";
            role.Token = Field("input[name=__RequestVerificationToken]");
            role.Session = Field("form[data-session-extend] input[name=sid]");
        }
        foreach (var row in rows)
            foreach (var role in roles.Where(role => row.Asks(role.Column))) visits.Add(await Visit(row, role));
        return visits;
    }

    async Task<Visit> Visit(AccessRow row, Role role)
    {
        var thing = await things.Make(row.Thing, role.Owner);
        string Fill(string text, bool escape = false) => Values(role, thing).Aggregate(text, (t, v) => t.Replace(v.Name, escape ? Uri.EscapeDataString(v.Value) : v.Value));
        await db.Write("delete from audit.event");
        var before = row.Changes ? await things.State() : "";
        using var request = Request(row, role, Fill);
        using var answer = await role.Browser.Send(request);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var got = Word(answer, row);
        if (row.Changes && await things.State() != before) got = got == "yes" ? "done" : $"{got}!done";
        var audit = await db.Read<AuditedLine>("select at, action, object, self, subject, staff, unit, machine, basis from audit.event order by at, chain, seq");
        return new(row, role, got, audit, Leaks(body, row, role, thing, got), FormsIn(body, row, got));
    }

    static (string Name, string Value)[] Values(Role role, Thing thing) =>
    [
        ("{lang}", "fi"), ("{service}", "nurse-appointment"), ("{queue}", "nurse-advice"), ("{measure}", "blood-pressure"), ("{id}", $"{thing.Id}"), ("{slot}", $"{thing.Slot}"), ("{seq}", $"{thing.Seq}"),
        ("{who}", $"{role.Acts?.Subject.Value ?? Guid.NewGuid()}"), ("{kind}", "unknown"), ("{state}", "everywhere"), ("{session}", role.Session), ("{scheme}", "suomifi"), ("{documentName}", "openapi"),
    ];

    static HttpRequestMessage Request(AccessRow row, Role role, Func<string, bool, string> fill)
    {
        var request = new HttpRequestMessage(new(row.Method), fill(row.Address, true));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        if (row.Route.StartsWith("/api/", StringComparison.Ordinal) || row.Route == "/bff/user")
        {
            request.Headers.Add("X-CSRF", "1");
            if (role.Acts is { Basis: not Basis.Self } || role.Column is "swap" or "back") request.Headers.Add("X-Acting-For", $"{role.For}");
            if (row.Method == "POST") request.Content = new StringContent(Json(fill(row.Fields, false)), Encoding.UTF8, "application/json");
            return request;
        }
        if (row.Form is null) return request;
        var fields = row.Fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).Select(f => KeyValuePair.Create(f[0], fill(f[1], false))).ToList();
        fields.AddRange([new("_handler", row.Form), new("__RequestVerificationToken", role.Token)]);
        if (role.For is { } who) fields.Add(new("_for", who.ToString()));
        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    static string Json(string fields) => fields.StartsWith('[') ? fields :
        JsonSerializer.Serialize(fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]));

    /// <summary>What is not shown is not told either, nor does another's thing stand on one's own list.</summary>
    static bool Leaks(string body, AccessRow row, Role role, Thing thing, string got) => got is not ("yes" or "done")
        ? body.Contains(Things.Secret) : role.Column is "other" or "third" or "mine" && !row.Address.Contains("{id}") && body.Contains($"{thing.Id}");

    /// <summary>The answer in the matrix's words.</summary>
    static string Word(HttpResponseMessage answer, AccessRow row)
    {
        var to = answer.Headers.Location is { } location ? new Uri(answer.RequestMessage!.RequestUri!, location).PathAndQuery : "";
        if (answer.StatusCode == HttpStatusCode.Conflict && row.Route.StartsWith("/api/", StringComparison.Ordinal) && answer.Content.ReadAsStringAsync().Result is var problem
            && problem.Contains("\"acting-")) return problem.Contains("acting-ended") ? "ended" : "other";
        return (int)answer.StatusCode switch
        {
            401 => "login",
            >= 200 and < 300 => "yes",
            >= 300 and < 400 when to.StartsWith("/fi/login?", StringComparison.Ordinal) => "login",
            >= 300 and < 400 when to.StartsWith("/fi/acting/", StringComparison.Ordinal) => to.Split('/', '?')[3] switch { "not-allowed" => "not", "mirror" or "growing-up" => "yes", "refused" when row.Route.EndsWith("/refused", StringComparison.Ordinal) => "yes", var page => page },
            >= 300 and < 400 => "yes",
            var status => $"{status}",
        };
    }

    /// <summary>The forms on a page that was shown: each must have its row.</summary>
    static IReadOnlyList<string> FormsIn(string body, AccessRow row, string got) =>
        row.Method != "GET" || got != "yes" ? [] : [.. body.Split("name=\"_handler\" value=\"").Skip(1).Select(part => part.Split('"')[0])];
}
