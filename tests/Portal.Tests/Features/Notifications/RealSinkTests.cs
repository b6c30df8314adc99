using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Notifications;

/// <summary>Messages through a real mail server and the gateway's own rules.</summary>
public partial class RealSinkTests : NeighbourTest
{
    [Fact]
    public async Task A_code_by_text_message_and_one_by_mail_come_and_prove_their_addresses()
    {
        var resident = await Host.SignInResident(Random.Shared.Next(20_000));
        var (number, address) = ($"+35840{Random.Shared.Next(1_000_000, 9_999_999)}", $"{Guid.NewGuid():N}@example.org");
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Host.Get<AskContactCode>().Handle(resident.Resident, Channel.Sms, number, Ct));
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Host.Get<AskContactCode>().Handle(resident.Resident, Channel.Email, address, Ct));
        await Host.DoJobs();

        var (sms, mail) = (await Only(number), await Only(address));
        Assert.Equal(ProveContact.Outcome.Proved, await Host.Get<ProveContact>().Handle(resident.Resident, Channel.Sms, Code(sms), Ct));
        Assert.Equal(ProveContact.Outcome.Proved, await Host.Get<ProveContact>().Handle(resident.Resident, Channel.Email, Code(mail), Ct));
        Assert.Equal(("Vahvistuskoodisi", "fi"), (mail["subject"]!.ToString(), mail["language"]!.ToString()));
        Assert.Contains("Älä kerro sitä kenellekään.", mail["text"]!.ToString());
        Assert.Contains("/fi/preferences", mail["text"]!.ToString());
    }

    async Task<JsonNode> Only(string to)
    {
        using var http = new HttpClient();
        var messages = await http.GetFromJsonAsync<JsonArray>($"http://localhost:{Neighbours.Ports.Sink}/messages?to={Uri.EscapeDataString(to)}", Ct);
        return Assert.Single(messages!)!;
    }

    static string Code(JsonNode message) => SixDigits().Match(message["text"]!.ToString()).Value;

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
