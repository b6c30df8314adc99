using Microsoft.AspNetCore.DataProtection;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>A phone number or e-mail address that its owner has proved by a code.</summary>
public sealed record Contact(Channel Channel, string Address, DateTimeOffset VerifiedAt, DateTimeOffset? FailedAt);

/// <summary>A person as the receiver of messages: the addresses, and what the person has chosen.</summary>
public sealed record Recipient
{
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>As chosen for messages; until then the language in which the person logs in.</summary>
    public Language Language { get; init; } = Language.Finnish;

    /// <summary>True when messages are to tell neither day nor time.</summary>
    public bool Discreet { get; init; }

    /// <summary>What has been chosen; what is not there is as <see cref="ByDefault"/>.</summary>
    public IReadOnlyDictionary<(EventKind, Channel), bool> Chosen { get; init; } = new Dictionary<(EventKind, Channel), bool>();

    public Contact? By(Channel channel) => Contacts.FirstOrDefault(c => c.Channel == channel);

    public bool Wants(EventKind kind, Channel channel) => Chosen.TryGetValue((kind, channel), out var wanted) ? wanted : ByDefault(kind, channel);

    /// <summary>The proved channels by which an event is told.</summary>
    public IReadOnlyList<Channel> Routes(EventKind kind)
    {
        List<Channel> wanted = [.. Contacts.Select(c => c.Channel).Where(c => Wants(kind, c))];
        return wanted.Count == 0 && kind == EventKind.ClinicChange ? [.. Contacts.Select(c => c.Channel).Take(1)] : wanted;
    }

    /// <summary>Until chosen otherwise: a change by the clinic by every channel, the rest by one, so that nothing comes twice.</summary>
    bool ByDefault(EventKind kind, Channel channel) => kind switch
    {
        EventKind.ClinicChange => true,
        EventKind.Reminder or EventKind.Case or EventKind.Measuring => channel == Channel.Sms || By(Channel.Sms) is null,
        _ => channel == Channel.Email || By(Channel.Email) is null,
    };
}

/// <summary>Reads recipients and opens their addresses, which the database holds protected.</summary>
sealed class Recipients(IDataProtectionProvider protection, LoginFacade people)
{
    readonly IDataProtector protector = protection.CreateProtector("Portal.Notifications");

    public byte[] Close(string text) => protector.Protect(System.Text.Encoding.UTF8.GetBytes(text));
    public string Open(byte[] bytes) => System.Text.Encoding.UTF8.GetString(protector.Unprotect(bytes));

    public async Task<Recipient> Read(Work work, PersonId person, CancellationToken ct)
    {
        var contacts = await work.Query<ContactRow>(NotificationsQueries.Contacts, new { person }, ct);
        if (contacts.Count == 0 && work.Actor is Machine) return new();   // nothing to send to, and nothing more to know
        var choice = await work.QueryOne<ChoiceRow>(NotificationsQueries.Choice, new { person }, ct);
        var preferences = await work.Query<PreferenceRow>(NotificationsQueries.Preferences, new { person }, ct);
        return new()
        {
            Contacts = [.. contacts.Select(c => new Contact(EnumText.Parse<Channel>(c.Channel), Open(c.Address), c.VerifiedAt, c.FailedAt))],
            Language = Language.Find(choice?.Language ?? await people.LanguageOf(work, person, ct)) ?? Language.Finnish,
            Discreet = choice?.Discreet ?? false,
            Chosen = preferences.ToDictionary(p => (EnumText.Parse<EventKind>(p.Event), EnumText.Parse<Channel>(p.Channel)), p => p.Wanted),
        };
    }

    sealed record ContactRow
    {
        public string Channel { get; init; } = "";
        public byte[] Address { get; init; } = [];
        public DateTimeOffset VerifiedAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
    }

    sealed record ChoiceRow
    {
        public string Language { get; init; } = "";
        public bool Discreet { get; init; }
    }

    sealed record PreferenceRow
    {
        public string Event { get; init; } = "";
        public string Channel { get; init; } = "";
        public bool Wanted { get; init; }
    }
}
