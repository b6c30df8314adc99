using System.Globalization;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform.Web;

namespace Portal.Tests.Features.Notifications;

/// <summary>What stands on a locked screen tells of no clinic, no service and no health matter.</summary>
public class NeutralTextTests : NotificationsTest
{
    static readonly DateTimeOffset when = new(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);

    /// <summary>Words that would tell what the matter is, whatever the catalogue calls it.</summary>
    static readonly string[] telling =
    [
        "klinik", "clinic", "terveys", "hälsa", "hälso", "health", "lääkär", "läkar", "doctor", "hoitaj", "skötar", "nurse", "hoito", "vård", "care",
        "potila", "patient", "sairaal", "sjukhus", "hospital", "neuvola", "rådgivning", "hammas", "tand", "dent", "laborator", "rokot", "vaccin", "vastaanot", "mottagning",
    ];

    IEnumerable<(string Name, Message Message)> All() =>
        from template in MessageTemplate.Kinds.Keys
        from language in Language.All
        from discreet in new[] { false, true }
        from channel in Enum.GetValues<Channel>()
        from ofAnother in MessageTemplate.Kinds[template] == EventKind.Acting ? [false] : new[] { false, true }
        select ($"{template} {ofAnother} {language.Code} discreet:{discreet} {channel}", Host.Get<MessageText>().Of(template, when, language, discreet, channel, ofAnother));

    [Fact]
    public void No_message_holds_a_name_of_the_catalogue_or_a_word_about_health()
    {
        var content = Host.Get<ContentFacade>();
        string[] languages = ["fi", "sv", "en"];
        var names = languages.SelectMany(l => content.Services.Select(s => s.Name.In(l)).Concat(content.Units.Select(u => u.Name.In(l)))
            .Concat(content.Services.Select(s => s.Group.Name.In(l))).Concat(content.Services.Select(s => s.Who.Name.In(l)))).Concat(telling).ToList();
        Assert.True(names.Count > 150);

        var messages = All().ToList();
        Assert.Equal(MessageTemplate.Kinds.Sum(t => t.Value == EventKind.Acting ? 1 : 2) * 3 * 2 * 2, messages.Count);
        Assert.All(messages, m => Assert.DoesNotContain(names, name => Holds($"{m.Message.Subject} {m.Message.Text}", name)));
    }

    /// <summary>The guard catches what it is for.</summary>
    [Theory]
    [InlineData("Sinulla on aika: Sairaanhoitajan vastaanotto ti 24.11.")]
    [InlineData("Your appointment at Keskusta health centre")]
    public void A_telling_message_would_be_caught(string text) => Assert.Contains(telling, word => Holds(text, word));

    static bool Holds(string text, string name) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, name, CompareOptions.IgnoreCase) >= 0;

    [Fact]
    public void A_discreet_message_tells_neither_day_nor_time()
    {
        foreach (var (name, message) in All().Where(m => m.Name.Contains("discreet:True")))
            Assert.False(message.Text.Any(char.IsDigit) || message.Subject.Any(char.IsDigit), name);
    }

    [Fact]
    public void A_text_message_fits_one_and_leads_to_the_portal_without_a_token()
    {
        foreach (var (name, message) in All().Where(m => m.Name.EndsWith("Sms", StringComparison.Ordinal)))
        {
            Assert.True(message.Text.Length <= 160, $"{name}: {message.Text.Length} characters");
            Assert.Matches(@"http://localhost/(fi|sv|en)/(appointments|my|acting|acting/(mirror|growing-up))$", message.Text);
        }
    }

    [Theory]
    [InlineData("fi", "Sinulla on aika ti 24.11. klo 9.40. Katso tiedot: http://localhost/fi/appointments")]
    [InlineData("sv", "Du har en tid tis 24.11 kl. 9.40. Se uppgifterna: http://localhost/sv/appointments")]
    [InlineData("en", "You have an appointment on Tue 24 Nov at 9:40. See details: http://localhost/en/appointments")]
    public void The_message_is_in_the_persons_language(string language, string text) =>
        Assert.Equal(text, Host.Get<MessageText>().Of(MessageTemplate.BookingConfirmed, when, Language.Find(language)!, false, Channel.Sms).Text);
}
