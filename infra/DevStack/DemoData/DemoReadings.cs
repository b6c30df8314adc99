using System.Globalization;
using System.Text;
using Npgsql;

namespace Portal.DevStack.DemoData;

/// <summary>
/// Timo has measured his blood pressure for a week and sent it; the nurse Päivi has ordered him a week of blood sugar. Done in
/// the running portal, page by page, at the first start only.
/// </summary>
static class DemoReadings
{
    public static async Task Write(string portal, string ownerConnectionString, DateOnly today, CancellationToken ct)
    {
        if (await AreThere(ownerConnectionString, ct)) return;
        using var timo = new DemoVisitor(portal);
        await timo.LogIn("timo", "residents", ct);
        var preview = await DemoVisitor.Send(await timo.Open("/fi/measurements/import", ct), "read", new() { ["measure"] = "blood-pressure", ["text"] = Week(today) });
        await DemoVisitor.Send(preview, "take", []);
        var sent = await DemoVisitor.Send(await timo.Open("/fi/measurements/send", ct), "send",
            new() { ["queue"] = "nurse-advice", ["text"] = "Tässä viikon verenpaineet, kuten sovimme. Keskiviikkoiltana oli kiire." });

        using var paivi = new DemoVisitor(portal);
        await paivi.LogIn("paivi", "staff", ct);
        var its = new Uri(sent.Url).Segments[^1];
        var order = await paivi.Open($"/fi/staff/plans/new?case={its}&template=glucose-type2", ct);
        await DemoVisitor.Send(order, "order", [], "button[name=do][value=order]");
    }

    static async Task<bool> AreThere(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select exists (select from measurements.reading) or exists (select from measurements.plan)");
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Two readings each morning and evening of the last week, as a meter's list has them: a little too high, one evening much.</summary>
    static string Week(DateOnly today)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 28; i++)
        {
            var (day, evening, second) = (today.AddDays(i / 4 - 7), i % 4 > 1, i % 2);
            var (upper, lower) = (144 - i / 2 + i * 7 % 5 - 3 * second + (i == 14 ? 31 : 0), 90 - i / 4 + i * 3 % 4 - second + (i == 14 ? 8 : 0));
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{day:dd.MM.yyyy};{(evening ? 20 : 7)}:{(evening ? 5 : 20) + 2 * second + i % 3:00};{upper};{lower};{66 + i * 5 % 9}"));
        }
        return text.ToString();
    }
}
