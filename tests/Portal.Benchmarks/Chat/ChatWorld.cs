using Npgsql;
using NpgsqlTypes;
using Portal.Benchmarks.World;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Benchmarks.Chat;

/// <summary>Residents and nurses in open chats: each resident in one, each nurse in fifty, which she has taken.</summary>
sealed record ChatWorld(Guid[] Cases, Residents Residents, string[] Nurses)
{
    const int CasesOfNurse = 50;

    public IReadOnlyList<(Guid Case, string? Resident, string? Professional)> Conversations(int count) =>
        [.. Cases.Take(count).Zip(Residents.Cookies, (its, cookie) => (its, (string?)cookie)).Select((c, i) => (c.its, c.Item2, (string?)Nurses[i / CasesOfNurse]))];

    public static async Task<ChatWorld> Make(County county, int conversations)
    {
        var residents = await World.Residents.Make(county, conversations);
        var nurses = Enumerable.Range(0, (conversations + CasesOfNurse - 1) / CasesOfNurse).Select(_ => Guid.CreateVersion7()).ToArray();
        var keys = await SignIn(county, nurses);
        var cases = new Guid[conversations];
        for (var i = 0; i < conversations; i++) cases[i] = Guid.CreateVersion7();
        await county.Execute("""
            insert into cases.case (id, subject, opened_by, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why,
              first_promised_at, opened_at, seen_at, holder, held_at, lease_until)
            select id, subject, subject, 'self', 'chat', 'nurse-advice', 'keskusta', 'chat', 'fi', 'underway', 'us', 3, 'queue', now(), now(), now(), holder, now(), now() + interval '1 day'
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as c (id, subject, holder)
            """, cases, residents.Ids, Enumerable.Range(0, conversations).Select(i => nurses[i / CasesOfNurse]).ToArray());
        await county.Execute("""
            create schema limits
            create table message (seq bigint generated always as identity, id uuid primary key, case_id uuid not null, side text not null, text text not null,
              at timestamptz not null, unique (case_id, seq))
            """);
        await county.TidyUp();
        return new(cases, residents, keys);
    }

    static async Task<string[]> SignIn(County county, Guid[] nurses)
    {
        await county.Execute("""
            insert into login.staff (id, subject, name, unit, roles, created_at, updated_at)
            select id, id::text, 'Hoitaja Malli', 'keskusta', '{nurse}', now(), now() from unnest($1::uuid[]) id
            """, nurses);
        await using var portal = PortalApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(county.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key.Replace("__", ":"), v.Value)));
        });
        var sessions = portal.Services.GetRequiredService<SessionStore>();
        await using var work = portal.Services.GetRequiredService<PortalDb>().As(new Machine("login"));
        List<string> cookies = [];
        foreach (var nurse in nurses)
        {
            var session = Guid.CreateVersion7();
            KeyValuePair<string, string>[] claims =
            [
                new("sub", nurse.ToString()), new(PortalClaims.Staff, nurse.ToString()), new(PortalClaims.Session, session.ToString()),
                new(PortalClaims.Name, "Hoitaja Malli"), new(PortalClaims.Unit, "keskusta"), new(PortalClaims.Role, "nurse"),
            ];
            cookies.Add($"portal={sessions.Start(work, session, null, nurse, claims, new("staff", session.ToString(), null, null, "Firefox · Linux", null))}");
        }
        await work.Commit(default);
        return [.. cookies];
    }

    /// <summary>Guests, each with a matter of their own, for the connections that only listen.</summary>
    public static async Task<(Guid Case, string Cookie)[]> Guests(County county, int count)
    {
        var guests = Enumerable.Range(0, count).Select(_ => (Id: Guid.CreateVersion7(), Key: System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)))).ToArray();
        await using var connection = await county.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("""
            insert into cases.case (id, guest_key, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why, first_promised_at, opened_at)
            select id, rtrim(translate(encode(sha256(key::bytea), 'base64'), '+/', '-_'), '='), 'guest', 'chat', 'nurse-advice', 'keskusta', 'chat', 'fi', 'underway', 'resident', 3, 'queue', now(), now()
            from unnest($1, $2) as g (id, key)
            """, connection);
        command.Parameters.Add(new() { Value = guests.Select(g => g.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = guests.Select(g => g.Key).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
        return [.. guests.Select(g => (g.Id, $"portal-guest={g.Key}"))];
    }
}
